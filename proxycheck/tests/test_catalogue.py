"""The table of rules in docs/ is the one that the rules themselves make."""

import unittest
from pathlib import Path

from .. import catalogue

TABLE = Path(__file__).parents[2] / "docs" / "rules" / "README.md"


class Catalogue(unittest.TestCase):
    def test_the_table_shows_every_rule_as_it_is_now(self):
        shown = TABLE.read_text(encoding="utf-8")
        self.assertTrue(
            shown.endswith(catalogue.as_markdown()), "please run: make generate"
        )

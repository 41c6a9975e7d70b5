"""The README's table of rules is the one that the rules themselves make."""

import unittest
from pathlib import Path

from .. import catalogue

README = Path(__file__).parents[2] / "README.rst"


class Catalogue(unittest.TestCase):
    def test_the_readme_shows_every_rule_as_it_is_now(self):
        text = README.read_text()
        shown = text.partition(catalogue.BEGIN)[2].partition(catalogue.END)[0]
        self.assertEqual(
            shown.strip(),
            catalogue.as_rst().strip(),
            "run: python -m proxycheck --rules, and paste it between the marks",
        )

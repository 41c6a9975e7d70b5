"""Texts name Odoo's server only where the addon must have looked from it."""

import re
import unittest

from ..registry import rules
from ..words import Vantage

ODOOS_SERVER = re.compile(r"Odoo's (own )?server\b")


class TestWhoLooked(unittest.TestCase):
    """The vantage “server” is any machine on which somebody runs the command line.

    A browser looks only when the addon checks, and then that machine is Odoo's.
    """

    def test_a_rule_without_the_browser_says_the_machine_that_checks(self):
        for code, rule in rules().items():
            if any(_is_browsers(need) for need in rule.all_needs):
                continue
            for text in (rule.title, rule.in_order, rule.explanation, rule.symptom):
                with self.subTest(rule=code):
                    self.assertNotRegex(str(text), ODOOS_SERVER)


def _is_browsers(need):
    return need.vantage is Vantage.BROWSER and not need.optional

from odoo.tests import TransactionCase, tagged

from ..proxycheck import registry
from .watching import FAILED, PASSED, UNKNOWN, UPGRADE, Watching, finding

EXPIRES = "certificate_expires_soon"  # its title of failure holds a value
IN_ORDER = "The Upgrade header is not lost on /websocket."


@tagged("post_install", "-at_install")
class TestTitles(Watching, TransactionCase):
    """What passed is told as what is in order, wherever people read it."""

    def _titles(self, *findings):
        check = self.check(*findings)
        return check, {one.code: one.title for one in check.finding_ids}

    def test_what_passed_is_no_record_and_told_all_the_same(self):
        check, titles = self._titles(finding(UPGRADE, PASSED))
        self.assertFalse(titles)
        self.assertEqual(check.passed_text, IN_ORDER)
        self.assertEqual(check.report["passed"], [UPGRADE])

    def test_what_was_not_tested_is_not_told_as_a_failure(self):
        check, titles = self._titles(finding(EXPIRES, UNKNOWN))
        self.assertEqual(titles[EXPIRES], "No certificate is about to expire.")
        self.assertFalse(any(check.other_ids.mapped("explanation")))

    def test_what_failed_keeps_its_title(self):
        _check, titles = self._titles(finding(UPGRADE, FAILED))
        self.assertIn("does not forward the Upgrade header", titles[UPGRADE])

    def test_the_page_the_text_and_the_mutes_read_the_same(self):
        check, _titles = self._titles(finding(UPGRADE, PASSED))
        self.assertEqual(check.page(check.id)["titles"][UPGRADE], IN_ORDER)
        self.assertIn(f"- {IN_ORDER}", check.support_text())
        choices = dict(self.env["proxy.health.mute"]._selection_code())
        self.assertEqual(choices[UPGRADE], IN_ORDER)
        self.assertEqual(set(choices), set(registry.rules()))
        self.assertFalse([title for title in choices.values() if "?" in title])

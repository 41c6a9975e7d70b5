from unittest.mock import patch

from odoo.tests import TransactionCase, new_test_user, tagged

from ..proxycheck import check as engine
from .common import MANAGER, seeing
from .watching import FAILED, PASSED, UPGRADE, WARNING, Watching, echo, finding

BROKEN = finding(UPGRADE, FAILED)
MENDED = finding(UPGRADE, PASSED)


@tagged("post_install", "-at_install")
class TestByHand(Watching, TransactionCase):
    """Somebody edits nginx and presses the button again and again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = new_test_user(
            cls.env, "proxy_colleague", groups=MANAGER, email="colleague@example.com"
        )
        cls.target.user_ids |= cls.colleague
        cls.target.max_blips = 0

    def _told(self, *findings, **options):
        """Run a check and return who gets a mail because of it."""
        return [mail["To"] for mail in self.mails_of(*findings, **options)]

    def test_failures_open_nothing_and_mail_nobody(self):
        for _press in range(9):
            self.assertFalse(self._told(BROKEN, by=self.manager))
        self.assertFalse(self.target.alert_ids)
        self.assertEqual(self.target.last_verdict, "broken")

    def test_failures_count_for_nothing_when_one_is_due(self):
        self.target.max_blips = 1
        self.assertFalse(self._told(BROKEN, by=self.manager))
        self.assertFalse(self._told(BROKEN))
        self.assertFalse(self._told(BROKEN, by=self.manager))
        self.assertEqual(len(self._told(BROKEN)), 2)

    def test_a_pass_closes_and_tells_all_but_who_saw_it(self):
        self.assertEqual(len(self._told(BROKEN)), 2)
        (told,) = self._told(MENDED, by=self.manager)
        self.assertIn("colleague@example.com", told)
        self.assertFalse(self.target.open_alert_ids)
        self.assertFalse(self._told(BROKEN, by=self.manager))
        self.assertFalse(self._told(MENDED, by=self.manager))
        self.assertFalse(self.target.open_alert_ids)

    def test_while_it_is_mended_it_does_not_get_worse(self):
        self.assertEqual(len(self._told(finding(UPGRADE, FAILED, WARNING))), 2)
        self.assertFalse(self._told(BROKEN, by=self.manager))
        self.assertEqual(self.target.open_alert_ids.severity, "warning")
        self.assertEqual(len(self._told(BROKEN)), 2)

    def test_the_queue_remembers_who_pressed(self):
        self.check(BROKEN)
        with (
            self.mock_mail_gateway(),
            seeing(echo()),
            patch.object(engine, "judge", lambda seen: [MENDED]),
        ):
            self.target.with_user(self.manager).action_run_check()
            self.run_cron()
        (mail,) = self._mails
        self.assertIn("colleague@example.com", mail["EmailMessage"]["To"])

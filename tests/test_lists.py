from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ..proxycheck import check as engine
from .common import People, seeing
from .test_page import ADDRESS, ANSWERED, CODE, failed


@tagged("post_install", "-at_install")
class TestLists(People, TransactionCase):
    """What the lists and forms show of checks, findings and alerts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.target = cls.env["proxy.health.target"]._own()
        cls.target.address = ADDRESS
        cls.checks = cls.env["proxy.health.check"].with_user(cls.manager)

    def _check(self):
        with seeing(ANSWERED), patch.object(engine, "judge", lambda seen: failed()):
            self.checks.run_check()
        return self.checks.search([], limit=1)

    def test_the_list_of_findings_begins_with_those_of_the_newest_check(self):
        old, new = self._check(), self._check()
        found = self.env["proxy.health.finding"].search([("is_newest", "=", True)])
        self.assertEqual(found.check_id, new)
        self.assertTrue(new.finding_ids.is_newest)
        self.assertFalse(old.finding_ids.is_newest)
        self.assertEqual(found.checked_at, new.started_at)

    def test_a_check_without_a_round_trip_shows_a_dash(self):
        check = self._check()
        self.assertEqual(check.roundtrip, "–")
        check.sudo().latency_ms = 14.2
        self.assertEqual(check.roundtrip, "14 ms")

    def test_an_alert_leads_to_a_test_a_mute_and_its_check(self):
        check = self._check()
        values = {"target_id": self.target.id, "code": CODE, "finding": {}}
        alert = self.env["proxy.health.alert"].create(values).with_user(self.manager)
        self.assertEqual(alert.action_open_check()["params"]["check"], check.id)
        self.assertNotEqual(alert.action_test_again()["params"]["check"], check.id)
        context = alert.action_mute()["context"]
        mute = self.env["proxy.health.mute"].with_user(self.manager)
        mute.with_context(**context).create({"reason": "known"})
        self.assertIn(CODE, self.target._muted())

    def test_a_test_alert_reaches_whoever_is_responsible(self):
        self.target.user_ids = self.manager
        self.target.with_user(self.manager).action_mail_test()
        told = self.env["mail.message"].search([("subject", "like", "Test alert")])
        self.assertIn(self.manager.partner_id, told.partner_ids)

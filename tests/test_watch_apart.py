from unittest.mock import patch

from odoo.tests import TransactionCase, new_test_user, tagged

from ..proxycheck.report import redact
from .test_share import WORDS
from .watching import FAILED, UPGRADE, Watching, echo, finding

BROKEN = finding(UPGRADE, FAILED)
HOOK = "https://chat.example.com/hook"


@tagged("post_install", "-at_install")
class TestApart(Watching, TransactionCase):
    """People are told first, and what fails beside that costs only itself."""

    def setUp(self):
        super().setUp()
        self.target.write({"max_blips": 0, "webhook_url": HOOK})

    def _messages(self):
        webhooks = self.env["proxy.health.webhook"]
        return webhooks.search([("target_id", "=", self.target.id)])

    def _told_although(self, owner, method):
        """Break a method; return the logs of a check of which people are told anyway."""
        with (
            patch.object(owner, method, side_effect=ValueError("broken for a test")),
            self.assertLogs("odoo.addons.proxy_health", "ERROR") as logs,
        ):
            (mail,) = self.mails_of(BROKEN)
        self.assertIn("Critical", mail["Subject"])
        self.assertEqual(self.target.activity_ids.user_id, self.manager)
        self.assertEqual(self.target.last_check_id.state, "done")
        self.assertTrue(self.target.open_alert_ids)
        return "\n".join(logs.output)

    def test_a_report_that_cannot_be_redacted_costs_only_the_webhook(self):
        logs = self._told_although(redact, "redact")
        self.assertIn("broken for a test", logs)
        self.assertFalse(self._messages())
        self.assertIn("The webhook got no message", self._last_note())

    def test_names_that_cannot_be_looked_up_cost_only_the_webhook(self):
        self._told_although(type(self.env["res.users"]), "_proxy_health_names")
        self.assertFalse(self._messages())

    def test_a_query_that_fails_costs_only_the_webhook(self):
        def fail(users, candidates):
            users.env.cr.execute("SELECT 1 FROM there_is_no_such_table")

        users = type(self.env["res.users"])
        with patch.object(users, "_proxy_health_names", fail):
            with self.assertLogs(level="ERROR"):
                self.assertEqual(len(self.mails_of(BROKEN)), 1)
        self.assertIn("The webhook got no message", self._last_note())

    def test_a_change_that_cannot_be_noted_costs_only_its_note(self):
        self._told_although(type(self.target), "_note_drift")
        self.assertEqual(len(self._messages()), 1)
        self.assertIn("differently was not noted", self._last_note())

    def _last_note(self):
        return self.target.message_ids.sorted("id")[-1].body

    def test_alerts_leave_whatever_people_and_peers_are_called(self):
        for number, word in enumerate(WORDS):
            new_test_user(self.env, word, name=word.title() if number % 2 else word)
        served = echo(headers={"x-served-by": "findings", "server": "target"})
        (mail,) = self.mails_of(BROKEN, seen=[served])
        self.assertIn("Critical", mail["Subject"])
        report = self._messages().payload["data"]["report"]
        own = self.target.last_check_id.report
        self.assertEqual(list(report), list(own))
        for name in ("code", "severity", "layer", "directive", "location", "muted"):
            self.assertEqual(report["findings"][0][name], own["findings"][0][name])
        self.assertEqual(report["observations"][0]["probe"], "echo")
        self.assertEqual(report["proxy"]["server"], "[user]")

import json

from odoo.tests import HttpCase, tagged

from .common import People
from .test_share import COOKIE, evil_check


@tagged("post_install", "-at_install")
class TestSupport(People, HttpCase):
    """What leaves by hand: copied, or downloaded."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.check = evil_check(cls.env(user=cls.manager))
        said = [
            cls.env.cr.dbname.upper() + "X",  # not the database's name
            f"db={cls.env.cr.dbname}",
            cls.employee.login,
            COOKIE,
        ]
        cls.check.finding_ids.evidence = [
            {"probe": "echo", "vantage": "server", "fact": fact} for fact in said
        ]

    def _dialog(self, **ticked):
        return self.check.env["proxy.health.support"].create(
            {"check_id": self.check.id, **ticked}
        )

    def test_nothing_leaves_that_is_not_ticked(self):
        for text in (self._dialog().markdown, json.dumps(self.check.support_report())):
            self.assertNotIn(f"db={self.env.cr.dbname}", text)
            self.assertNotIn(self.employee.login, text)
            self.assertNotIn(COOKIE, text)

    def test_what_is_ticked_leaves_and_secrets_never(self):
        dialog = self._dialog(keep_users=True, keep_database=True, keep_addresses=True)
        self.assertIn(f"db={self.env.cr.dbname}", dialog.markdown)
        self.assertIn(self.employee.login, dialog.markdown)
        self.assertNotIn(COOKIE, dialog.markdown)

    def test_the_dialog_downloads_what_was_ticked(self):
        self.authenticate("proxy_manager", "proxy_manager")
        for ticked in (False, True):
            dialog = self._dialog(keep_users=ticked)
            for action in (dialog.action_markdown, dialog.action_json):
                answer = self.url_open(action()["url"])
                self.assertIn("attachment", answer.headers["Content-Disposition"])
                self.assertEqual(self.employee.login in answer.text, ticked)

    def test_markdown_shows_html_as_text(self):
        plain = self._outside_code(self._dialog().markdown)
        self.assertIn(r"\<script", plain)
        self.assertNotRegex(plain, r"(?<!\\)<script")

    def _outside_code(self, markdown):
        """Return what a reader of Markdown takes for more than code."""
        return "".join(markdown.split("`")[::2])

    def test_a_check_that_has_not_ended_has_nothing_to_share(self):
        check = self.check.copy({"state": "running"})
        self.assertEqual(check.support_text(), "")
        self.assertIsNone(check.support_report())
        self.authenticate("proxy_manager", "proxy_manager")
        path = f"/proxy_health/check/{check.id}/bundle.json"
        self.assertEqual(self.url_open(path).status_code, 404)

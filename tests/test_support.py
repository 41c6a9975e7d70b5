import json
import time

from odoo.tests import HttpCase, TransactionCase, tagged
from odoo.tools import SQL

from odoo.addons.proxy_health.proxycheck.report.redact_patterns import DATABASE, USER

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
        cls.check.sudo().finding_ids.evidence = [
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
        check = self.check.sudo().copy({"state": "running"})
        self.assertEqual(check.support_text(), "")
        self.assertIsNone(check.support_report())
        self.authenticate("proxy_manager", "proxy_manager")
        path = f"/proxy_health/check/{check.id}/bundle.json"
        self.assertEqual(self.url_open(path).status_code, 404)


@tagged("post_install", "-at_install")
class TestNames(People, TransactionCase):
    """Which words are somebody's name is known without reading everybody."""

    def _names(self, *candidates):
        return self.env["res.users"]._proxy_health_names(set(candidates))

    def test_people_are_known_by_login_short_login_and_name(self):
        self.employee.write({"login": "Joel.Willis@example.com", "name": "Joël Willis"})
        self.employee.active = False
        known = self._names(
            "joel.willis", "Joël Willis", "joël", "Joel", "proxy_portal"
        )
        self.assertEqual(
            known, dict.fromkeys(("Joel.Willis", "Joël Willis", "proxy_portal"), USER)
        )

    def test_customers_are_no_people_of_this_odoo(self):
        self.env["res.partner"].create({"name": "Keep Alive"})
        self.assertEqual(self._names("Keep Alive"), {})

    def test_every_database_of_the_server_is_known(self):
        name = self.env.cr.dbname
        self.env.cr.execute("SELECT datname FROM pg_database WHERE datname = 'base'")
        others = [other for (other,) in self.env.cr.fetchall()]
        known = self._names(name, *others, "postgres", "no_such_database")
        self.assertEqual(known, dict.fromkeys([name, *others], DATABASE))

    def test_the_time_does_not_depend_on_how_many_people_there_are(self):
        candidates = [f"word{number}" for number in range(2_000)]
        self._names(*candidates)  # the plans are made
        few = self._took(candidates)
        self._make_users(20_000)
        self.assertIn("crowd77", self._names("crowd77", *candidates))
        with self.assertQueryCount(3):
            many = self._took(candidates)
        # Reading everybody would take some 20 times as long.
        self.assertLess(many, few * 5 + 0.1)

    def _took(self, candidates):
        start = time.monotonic()
        self._names(*candidates)
        return time.monotonic() - start

    def _make_users(self, count):
        self.env.cr.execute(
            SQL(
                """
                WITH people AS (
                    INSERT INTO res_partner (name, active, type)
                    SELECT 'Crowd ' || i, true, 'contact' FROM generate_series(1, %s) i
                    RETURNING id, split_part(name, ' ', 2) AS number
                )
                INSERT INTO res_users (login, partner_id, company_id, active,
                                       notification_type)
                SELECT 'crowd' || number || '@example.com', id, %s, true, 'email'
                  FROM people
                """,
                count,
                self.env.company.id,
            )
        )

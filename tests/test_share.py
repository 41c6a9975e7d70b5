# Long, for each way to share and to peek has its test.

import json
import re

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.proxy_health.proxycheck.report import redact

from ..models.res_users_apikeys import SCOPE
from .common import MANAGER, People

EVIL = "</pre><script>alert(1)</script><img src=x onerror=alert(2)>"
# Logins and names that are words of every report.
WORDS = (
    "odoo target title server proxy code broken findings verdict nginx warning evidence"
    " healthy degraded https host facts schema layer fix muted seen probe vantage"
).split()
COOKIE = "session_id=Xy7kQ2vLrT0pZ9aBcD3eFgH4iJkLmN5oPqRsT6uVwXyZ7a8b9c0d1e2f"


# Long, for each field that may hold a script is a line.
def evil_check(env):
    """Return a check in which whatever came from the wire is a script."""
    echo = {"probe": "echo", "vantage": "server", "status": "seen", "duration_ms": 1.0}
    facts = {"outcome": "answered", "headers": {"server": EVIL}}
    said = {"probe": "echo", "vantage": "server", "fact": f"{EVIL} 10.1.2.3 {COOKIE}"}
    finding = {
        "code": "another_server_answers",
        "verdict": "failed",
        "severity": "critical",
        "layer": "nginx",
        "directive": f"proxy_pass {EVIL}",
        "location": EVIL,
        "evidence": [said],
        "values": {"server": EVIL},
        "fix_template": EVIL,
    }
    checks = env["proxy.health.check"]
    check = checks.sudo().create(
        {
            "target_id": env["proxy.health.target"]._own().id,
            "base_url": "https://erp.example.com",
            "state": "done",
            "verdict": "broken",
            "started_at": "2026-01-31 12:00:00",
            "observations": [{**echo, "facts": facts}],
            "finding_ids": [Command.create(finding)],
        }
    )
    return check.with_env(env)


@tagged("post_install", "-at_install")
class TestShare(People, HttpCase):
    """A link to one check, for somebody without a login."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.check = evil_check(cls.env(user=cls.manager))
        cls.share, cls.link = cls._link()

    @classmethod
    def _link(cls, **options):
        shares = cls.check.env["proxy.health.share"]
        link = shares._make(cls.check, 7, **options)
        return shares.search([], limit=1), link

    def _open(self, link, what="page"):
        headers = {"Authorization": "Bearer " + link.partition("#")[2]}
        return self.url_open(f"/proxy_health/shared/{what}", headers=headers)

    def test_the_link_opens_the_page_and_the_report_of_this_check(self):
        page = self._open(self.link)
        self.assertEqual(page.status_code, 200)
        self.assertIn("https://erp.example.com", page.text)
        report = self._open(self.link, "report.json").json()
        self.assertEqual(report["schema"], "proxy_health.report/1")
        self.assertEqual(report["findings"][0]["code"], "another_server_answers")

    def test_what_came_from_the_wire_is_shown_as_text(self):
        page = self._open(self.link).text
        self.assertIn("&lt;script&gt;alert(1)", page)
        self.assertEqual(re.findall(r"<script[^>]*>", page), [_OUR_SCRIPT])
        self.assertNotIn("<img", page)

    def test_secrets_and_addresses_stay_inside(self):
        for what in ("page", "report.json"):
            text = self._open(self.link, what).text
            self.assertNotIn("Xy7kQ2vLrT0pZ9", text)
            self.assertNotIn("10.1.2.3", text)
        _share, ticked = self._link(keep=["addresses"])
        self.assertIn("10.1.2.3", self._open(ticked).text)
        self.assertNotIn("Xy7kQ2vLrT0pZ9", self._open(ticked).text)

    def test_a_page_opens_whatever_databases_and_people_are_called(self):
        words = WORDS + [self.check.finding_ids.code, "echo", "critical"]
        for number, word in enumerate(words):
            new_test_user(self.env, word, name=word.title() if number % 2 else word)
        schema = json.loads(redact.SCHEMA.read_text())
        codes = (
            schema["properties"]["verdict"]["enum"]
            + schema["$defs"]["finding"]["properties"]["severity"]["enum"]
        )
        self.assertTrue(set(codes) & set(words))
        page = self._open(self.link)
        self.assertEqual(page.status_code, 200)
        report = self._open(self.link, "report.json").json()
        self.assertEqual(list(report), list(self.check.report))
        self.assertEqual(report["verdict"], "broken")
        self.assertEqual(report["findings"][0]["code"], "another_server_answers")
        self.assertEqual(report["findings"][0]["severity"], "critical")
        facts = report["observations"][0]["facts"]
        self.assertEqual(sorted(facts), ["headers", "outcome"])
        self.assertIn("## Critical", self.check.support_text())

    def test_pages_ask_nobody_else_for_anything(self):
        for path in ("/proxy_health/shared", None):
            page = self.url_open(path) if path else self._open(self.link)
            policy = page.headers["Content-Security-Policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
            asked = re.findall(r'(?:src|href)="([^"]*)"', page.text)
            self.assertTrue(asked)
            for address in asked:
                self.assertRegex(address, r"^(/proxy_health/static/shared/|data:,$|#$)")

    def test_the_key_is_stored_as_a_hash_only(self):
        key = self.link.partition("#")[2]
        self.assertGreaterEqual(len(key), 43)  # 32 random bytes
        self.env.cr.execute("SELECT row_to_json(s)::text FROM proxy_health_share s")
        self.assertNotIn(key, str(self.env.cr.fetchall()))

    def test_each_use_is_counted(self):
        before = self.share.uses
        self._open(self.link)
        self._open(self.link, "report.json")
        self.assertEqual(self.share.uses, before + 2)
        self.assertTrue(self.share.last_used_at)

    def test_making_opening_and_revoking_stand_in_the_chatter_of_the_address(self):
        share, link = self._link()
        for _time in range(3):
            self._open(link)
        share.action_revoke()
        notes = self.check.target_id.message_ids.sorted("id").mapped("body")[-3:]
        for note, word in zip(notes, ("Shared by", "opened", "revoked"), strict=True):
            self.assertIn(word, note)  # opened three times within the hour: told once

    def test_a_revoked_link_ends_at_once_and_for_good(self):
        share, link = self._link()
        self.assertEqual(self._open(link).status_code, 200)
        share.action_revoke()
        self.assertEqual(self._open(link).status_code, 401)

    def test_an_expired_link_is_refused_and_forgotten_after_a_month(self):
        share, link = self._link()
        share.sudo().expires_at = fields.Datetime.subtract(
            fields.Datetime.now(), days=31
        )
        self.assertEqual(self._open(link).status_code, 401)
        share.sudo()._gc_ended()
        self.assertFalse(share.exists())
        self.assertTrue(self.share.exists())

    def test_a_link_ends_with_the_rights_of_who_made_it(self):
        group = self.env.ref("proxy_health.proxy_health_group_manager").id
        for what, end in {
            "archived": lambda user: user.write({"active": False}),
            "no manager any more": lambda user: user.write(
                {"group_ids": [Command.unlink(group)]}
            ),
            "no employee any more": lambda user: user.write(
                {"group_ids": [Command.set([self.env.ref("base.group_portal").id])]}
            ),
            "deleted": lambda user: user.unlink(),
        }.items():
            sharer = new_test_user(self.env, f"sharer {what}", groups=MANAGER)
            shares = self.env["proxy.health.share"].with_user(sharer)
            link = shares._make(self.check, 7)
            share = self.env["proxy.health.share"].search([], limit=1)
            with self.subTest(what):
                self.assertEqual(self._open(link).status_code, 200)
                end(sharer)
                for page in ("page", "report.json"):
                    self.assertEqual(self._open(link, page).status_code, 401)
                share.invalidate_recordset()
                self.assertEqual((share.state, share.uses), ("orphaned", 1))
        self.assertEqual(self._open(self.link).status_code, 200)

    def test_a_link_comes_back_with_the_rights_of_who_made_it(self):
        share, link = self._link()
        self.manager.active = False
        self.assertEqual(self._open(link).status_code, 401)
        self.manager.active = True
        self.assertEqual(self._open(link).status_code, 200)
        self.assertEqual(share.state, "open")

    def test_keys_and_downloads_end_with_the_rights_of_their_owner_as_well(self):
        group = self.env.ref("proxy_health.proxy_health_group_manager").id
        keys = self.env["res.users.apikeys"]
        for what, values, refused in (
            ("archived", {"active": False}, (401, 303)),
            ("no manager", {"group_ids": [Command.unlink(group)]}, (403, 404)),
        ):
            owner = new_test_user(self.env, f"owner {what}", groups=MANAGER)
            key = keys.with_user(owner).sudo()._generate(SCOPE, "test", None)
            with self.subTest(what):
                self.assertEqual(self._reads(owner, key), (200, 200))
                owner.write(values)
                self.assertEqual(self._reads(owner, key), refused)

    def _reads(self, user, key):
        """Return what their key gets, and what their browser, which is logged in."""
        if user.active:
            self.authenticate(user.login, user.login)
        bundle = self.url_open(
            f"/proxy_health/check/{self.check.id}/bundle.md", allow_redirects=False
        )
        headers = {"Authorization": f"Bearer {key}"}
        report = self.url_open("/proxy_health/report", headers=headers)
        return report.status_code, bundle.status_code

    def test_no_log_line_holds_the_key(self):
        key = self.link.partition("#")[2]
        with self.assertLogs(level="DEBUG") as logs:
            self._open(self.link)
        self.assertNotIn(key, "\n".join(logs.output))


_OUR_SCRIPT = '<script src="/proxy_health/static/shared/shared.js" defer="defer">'

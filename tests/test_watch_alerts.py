# Long, for each turn that an alert may take has its test.

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, freeze_time, tagged

from ..proxycheck.words import Verdict
from .watching import (
    FAILED,
    INFO,
    PASSED,
    UNKNOWN,
    UPGRADE,
    UPLOAD,
    WARNING,
    Watching,
    finding,
)

BROKEN = finding(UPGRADE, FAILED)
MENDED = finding(UPGRADE, PASSED)
UNSEEN = finding(UPGRADE, UNKNOWN)


@tagged("post_install", "-at_install")
class TestAlerts(Watching, TransactionCase):
    def _alert(self, code=UPGRADE):
        alerts = self.env["proxy.health.alert"]
        return alerts.search([("target_id", "=", self.target.id), ("code", "=", code)])

    def _activities(self):
        return self.target.activity_ids.filtered(
            lambda one: one.user_id == self.manager
        )

    def test_one_failure_is_a_blip_and_two_open_an_alert(self):
        self.assertFalse(self.mails_of(BROKEN))
        self.assertFalse(self._alert().is_open)
        self.assertEqual(len(self.mails_of(BROKEN)), 1)
        self.assertTrue(self._alert().is_open)

    def test_the_blips_are_a_knob(self):
        self.target.max_blips = 0
        self.assertEqual(len(self.mails_of(BROKEN)), 1)

    def test_a_pass_between_two_failures_starts_over(self):
        self.assertFalse(self.mails_of(BROKEN) + self.mails_of(MENDED))
        self.assertFalse(self.mails_of(BROKEN))

    def test_between_opening_and_recovery_there_is_silence(self):
        self.mails_of(BROKEN)
        self.mails_of(BROKEN)
        self.assertFalse(self.mails_of(BROKEN) + self.mails_of(BROKEN))
        self.assertEqual(len(self.mails_of(MENDED)), 1)
        self.assertFalse(self._alert().is_open)
        self.assertFalse(self.mails_of(MENDED))

    def test_what_could_not_be_tested_moves_nothing(self):
        crashed = finding(UPGRADE, Verdict.CRASHED)
        self.mails_of(BROKEN)
        self.assertFalse(
            self.mails_of(UNSEEN) + self.mails_of(crashed) + self.mails_of()
        )
        self.assertEqual(self._alert().blips, 1)
        self.assertEqual(len(self.mails_of(BROKEN)), 1)
        self.assertFalse(
            self.mails_of(UNSEEN) + self.mails_of(crashed) + self.mails_of()
        )
        self.assertTrue(self._alert().is_open)

    def test_it_worsens_once(self):
        self.target.max_blips = 0
        self.mails_of(finding(UPGRADE, FAILED, WARNING))
        (mail,) = self.mails_of(BROKEN)
        self.assertIn("now Critical", mail["Subject"])
        self.assertFalse(self.mails_of(finding(UPGRADE, FAILED, WARNING)))
        self.assertFalse(self.mails_of(BROKEN))

    def test_advice_is_no_alert_and_ends_one(self):
        self.target.max_blips = 0
        advice = finding(UPGRADE, FAILED, INFO)
        self.assertFalse(self.mails_of(advice))
        self.mails_of(BROKEN)
        self.assertEqual(len(self.mails_of(advice)), 1)
        self.assertFalse(self._alert().is_open)

    def test_all_that_opens_in_one_check_is_one_mail(self):
        self.target.max_blips = 0
        (mail,) = self.mails_of(BROKEN, finding(UPLOAD, FAILED, WARNING))
        self.assertIn("(and 1 more)", mail["Subject"])
        self.assertIn("Critical", mail["Subject"])

    def test_the_mail_says_what_since_when_where_and_how_to_mend_it(self):
        with freeze_time("2026-01-31 12:00:00"):
            self.mails_of(BROKEN)
        with freeze_time("2026-01-31 13:00:00"):
            (mail,) = self.mails_of(BROKEN)
        self.assertIn("<manager@example.com>", mail["To"])
        for part in ("plain", "html"):
            text = mail.get_body((part,)).get_content()
            with self.subTest(part):
                self.assertIn(self._alert().title, text)
                self.assertIn("Since: 31 January 2026 12:00 UTC", text)
                self.assertIn("proxy_set_header Upgrade", text)
                self.assertIn("proxy_set_header Upgrade $http_upgrade;", text)
                self.assertIn("/odoo/proxy-health/", text)

    def test_it_is_mailed_even_to_those_who_prefer_the_inbox(self):
        """The inbox is filled over the bus, which may be what is broken."""
        self.manager.notification_type = "inbox"
        self.target.max_blips = 0
        self.assertEqual(len(self.mails_of(BROKEN)), 1)

    def test_who_follows_hears_and_who_does_not_does_not(self):
        self.target.max_blips = 0
        self.employee.email = "employee@example.com"
        self.target.message_unsubscribe(self.manager.partner_id.ids)
        self.target.message_subscribe(self.employee.partner_id.ids)
        (mail,) = self.mails_of(BROKEN)
        self.assertIn("employee@example.com", mail["To"])

    def test_one_activity_while_something_is_open(self):
        self.target.max_blips = 0
        self.mails_of(BROKEN)
        self.mails_of(BROKEN, finding(UPLOAD, FAILED, WARNING))
        self.assertEqual(len(self._activities()), 1)
        self.mails_of(MENDED, finding(UPLOAD, FAILED, WARNING))
        self.assertEqual(len(self._activities()), 1)
        self.mails_of(MENDED, finding(UPLOAD, PASSED))
        self.assertFalse(self._activities())

    def test_an_alert_that_opens_again_is_not_closed(self):
        self.target.max_blips = 0
        self.check(BROKEN)
        self.check(MENDED)
        self.assertTrue(self._alert().closed_at)
        self.check(BROKEN)
        self.assertTrue(self._alert().is_open)
        self.assertFalse(self._alert().closed_at)

    def test_the_report_is_a_link_in_the_mail_and_in_the_chatter(self):
        self.target.max_blips = 0
        (mail,) = self.mails_of(BROKEN)
        link = f"/odoo/proxy-health/{self.target.last_check_id.id}"
        note = self.target.message_ids[:1].body
        for html in (mail.get_body(("html",)).get_content(), note):
            links = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser())
            (address,) = links.xpath("//a[.='The whole report']/@href")
            self.assertTrue(address.startswith("http"), address)
            self.assertTrue(address.endswith(link), address)
        self.assertIn(link, mail.get_body(("plain",)).get_content())

    def test_a_failure_counts_once_however_often_its_check_is_heard(self):
        check = self.check(BROKEN)
        self.target._hear(check)
        self.assertEqual(self._alert().blips, 1)
        self.assertFalse(self._alert().is_open)

    def test_an_archived_address_alerts_nobody(self):
        self.target.max_blips = 0
        self.target.active = False
        self.assertFalse(self.mails_of(BROKEN))
        self.assertFalse(self._alert())

    def test_a_page_tells_managers_what_is_critical_and_nobody_else(self):
        self.target.max_blips = 0
        self.check(BROKEN)
        for user, known in ((self.manager, 1), (self.employee, None)):
            http = self.env["ir.http"].with_user(user)
            self.assertEqual(
                http._proxy_health_session().get("proxy_health_critical"), known
            )

    def test_managers_read_alerts_and_only_checks_write_them(self):
        self.check(BROKEN)
        self.assertTrue(self._alert().with_user(self.manager).title)
        with self.assertRaises(AccessError):
            self._alert().with_user(self.manager).is_open = True
        for user in (self.employee, self.portal):
            with self.assertRaises(AccessError):
                self._alert().with_user(user).read(["code"])


@tagged("post_install", "-at_install")
class TestMutes(Watching, TransactionCase):
    def _mute(self, **values):
        like = {"target_id": self.target.id, "code": UPGRADE, "reason": "It is known"}
        return self.as_manager("proxy.health.mute").create({**like, **values})

    def test_what_is_muted_opens_no_alert_and_breaks_no_verdict(self):
        self.target.max_blips = 0
        self._mute()
        self.assertFalse(self.mails_of(BROKEN))
        check = self.check(BROKEN)
        self.assertEqual(check.verdict, "healthy")
        self.assertTrue(check.report["findings"][0]["muted"])

    def test_an_alert_that_is_muted_closes_without_a_word(self):
        self.target.max_blips = 0
        self.mails_of(BROKEN)
        self._mute()
        self.assertFalse(self.mails_of(BROKEN))
        self.assertFalse(self.target.open_alert_ids)
        self.assertFalse(self.target.activity_ids)

    def test_it_ends_after_its_last_day(self):
        self.target.max_blips = 0
        self._mute(until="2026-01-31")
        with freeze_time("2026-01-31 23:00:00"):
            self.assertFalse(self.mails_of(BROKEN))
        with freeze_time("2026-02-01 01:00:00"):
            self.assertEqual(len(self.mails_of(BROKEN)), 1)

    def test_it_holds_for_its_own_address_only(self):
        other = self._target("https://two.example.com", max_blips=0)
        self._mute()
        self.assertEqual(len(self.mails_of(BROKEN, target=other)), 1)

    def test_it_names_its_author(self):
        self.assertEqual(self._mute().create_uid, self.manager)

    def test_nobody_else_mutes(self):
        mutes = self.env["proxy.health.mute"]
        for user in (self.employee, self.portal):
            self.assertFalse(mutes.with_user(user).has_access("create"))

from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, freeze_time, tagged

from ..proxycheck import check as engine
from ..tools import cron_pass
from .watching import FAILED, PASSED, UPGRADE, UPLOAD, Watching, finding

BROKEN = finding(UPGRADE, FAILED)
MENDED = finding(UPGRADE, PASSED)


@tagged("post_install", "-at_install")
class TestVerdict(Watching, TransactionCase):
    """One verdict, wherever one looks, and whatever changes it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.target.max_blips = 0
        cls.like = {"target_id": cls.target.id, "code": UPGRADE, "reason": "Known"}

    def _verdicts(self, check):
        """Return the verdict from everywhere where one can read it."""
        [sample] = [one for one in self.target._samples() if one.verdict]
        check.invalidate_recordset()
        return {
            check.verdict,
            check.report["verdict"],
            check.with_context(lang="en_US").progress()["verdict"],
            self.target.last_verdict,
            sample.verdict,
        }

    def _assert_muted(self, check, muted):
        [verdict] = self._verdicts(check)
        [row] = check.report["findings"]
        self.assertEqual(row["muted"], muted)
        self.assertEqual(verdict == "broken", not muted)
        self.assertEqual(bool(self.target.open_alert_ids), not muted)

    def test_a_mute_counts_at_once_however_it_begins_and_ends(self):
        check = self.check(BROKEN).with_user(self.manager)
        self._assert_muted(check, False)
        check.mute(UPGRADE, "Known")
        self._assert_muted(check, True)
        check.unmute(UPGRADE)
        self._assert_muted(check, False)
        mute = self.as_manager("proxy.health.mute").create(self.like)
        self._assert_muted(check, True)
        mute.code = UPLOAD
        self._assert_muted(check, False)
        mute.code = UPGRADE
        self._assert_muted(check, True)
        mute.unlink()
        self._assert_muted(check, False)

    def test_the_last_day_passes_without_anybody_writing(self):
        with freeze_time("2026-01-31 12:00:00"):
            self.env["proxy.health.mute"].create({**self.like, "until": "2026-01-31"})
            check = self.check(BROKEN)
            self._assert_muted(check, True)
        with freeze_time("2026-01-31 23:55:00"), self.mock_mail_gateway():
            cron_pass.follow_ended_mutes(self.env)
        self.assertFalse(self._mails)
        self._assert_muted(check, True)
        with freeze_time("2026-02-01 00:05:00"), self.mock_mail_gateway():
            self.target.next_check_at = "2026-02-01 00:30:00"
            self.run_cron()
        self.assertEqual(self.target.last_check_id, check)
        self.assertEqual(len(self._mails), 1)
        self._assert_muted(check, False)

    def test_what_failed_while_it_was_muted_need_not_fail_as_often_again(self):
        self.target.max_blips = 2
        mute = self.env["proxy.health.mute"].create(self.like)
        for _check in range(3):
            self.assertFalse(self.mails_of(BROKEN))
        with self.mock_mail_gateway():
            mute.unlink()
        self.assertEqual(len(self._mails), 1)
        self.assertTrue(self.target.open_alert_ids)

    def test_who_ends_a_mute_needs_no_mail_about_it(self):
        self.env["proxy.health.mute"].create(self.like)
        check = self.check(BROKEN)
        with self.mock_mail_gateway():
            check.with_user(self.manager).unmute(UPGRADE)
        self.assertTrue(self.target.open_alert_ids)
        self.assertFalse(self._mails)

    def test_what_a_browser_tells_late_reaches_alerts_and_monitors(self):
        check = self.check(MENDED)
        self._judge_late(check, BROKEN)
        self._assert_muted(check, False)
        with self.mock_mail_gateway():
            self._judge_late(check, MENDED)
        self.assertEqual(len(self._mails), 1)
        self.assertFalse(self.target.open_alert_ids)

    def test_what_a_browser_tells_of_an_older_check_is_history(self):
        older = self.check(MENDED)
        self.check(MENDED)
        self._judge_late(older, BROKEN)
        self.assertEqual(older.report["verdict"], "broken")
        self.assertFalse(self.target.open_alert_ids)

    def _judge_late(self, check, *findings):
        with patch.object(engine, "judge", lambda seen: list(findings)):
            check.record_observations([])

    def test_an_older_check_shows_what_somebody_mutes_there(self):
        older, newest = self.check(BROKEN), self.check(BROKEN)
        page = older.mute(UPGRADE, "Known")
        self.assertTrue(page["report"]["findings"][0]["muted"])
        self._assert_muted(newest, True)

    def test_a_mute_has_a_last_day(self):
        check = self.check(BROKEN)
        tomorrow = fields.Date.add(fields.Date.today(), days=1)
        page = check.mute(UPGRADE, "Known", str(tomorrow))
        self.assertEqual(self.target.mute_ids.until, tomorrow)
        self.assertTrue(page["mutes"][UPGRADE]["until"])
        page = check.mute(UPGRADE, "Known for longer")
        self.assertFalse(self.target.mute_ids.until)
        self.assertEqual(page["mutes"][UPGRADE]["until"], "")
        for wrong in ("2020-01-31", "never", "2026-02-30", 5, "x\0"):
            with self.subTest(wrong), self.assertRaises(ValidationError):
                check.mute(UPGRADE, "Known", wrong)

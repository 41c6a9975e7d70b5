from datetime import timedelta

from odoo import fields
from odoo.tests import TransactionCase, tagged

from .common import People
from .test_share import evil_check


@tagged("post_install", "-at_install")
class TestMonitor(People, TransactionCase):
    """What monitors are told of records; who may ask stands in the attack table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.check = evil_check(cls.env(user=cls.manager)).sudo()
        cls.target = cls.check.target_id
        cls.check.started_at = fields.Datetime.now()

    def _health(self, **later):
        """Return the first word that a monitor gets after that time."""
        [sample] = [
            one for one in self.target._samples() if one.target == self.check.base_url
        ]
        now = fields.Datetime.now() + timedelta(**later)
        return sample.health(
            (now - fields.Datetime.to_datetime("1970-01-01")).total_seconds()
        )

    def test_a_schedule_may_miss_one_check_before_its_result_is_stale(self):
        self.target.every_minutes = 60
        self.assertEqual(self._health(minutes=125), "BROKEN")
        self.assertEqual(self._health(minutes=131), "STALE")

    def test_a_result_by_hand_is_stale_after_a_day(self):
        self.target.every_minutes = 0
        self.assertEqual(self._health(hours=23), "BROKEN")
        self.assertEqual(self._health(hours=25), "STALE")

    def test_a_check_that_is_judged_anew_is_told_anew(self):
        self.assertEqual(self._health(), "BROKEN")
        self.check.finding_ids.severity = "warning"
        self.check.verdict = "degraded"
        self.assertEqual(self._health(), "DEGRADED")
        self.check.finding_ids.verdict = "passed"
        self.check.verdict = "healthy"
        self.assertEqual(self._health(), "OK")

    def test_a_muted_rule_is_told_of_at_once_as_well_as_its_end(self):
        self.target.user_ids = False  # nobody is to be mailed here
        mutes = self.env["proxy.health.mute"]
        like = {"target_id": self.target.id, "code": "another_server_answers"}
        mute = mutes.create({**like, "reason": "It is known"})
        [sample] = self.target._samples()
        self.assertEqual((sample.directive, sample.findings["critical"]), ("", 0))
        mute.unlink()
        [sample] = self.target._samples()
        self.assertEqual(sample.findings["critical"], 1)
        self.assertEqual(self._health(), "BROKEN")

    def test_checks_from_before_monitors_had_a_column_are_read_whole(self):
        told = self.target._samples()
        self.env.cr.execute("UPDATE proxy_health_check SET monitored = NULL")
        self.env.invalidate_all()
        self.assertEqual(self.target._samples(), told)

    def test_an_address_that_was_never_checked_is_no_outage_for_a_day(self):
        never = self.target.sudo().create({"address": "https://never.example.com"})
        [sample] = [s for s in never._samples() if s.target == never.base_url]
        for hours, line in (
            (1, "WAITING for its first check"),
            (23, "WAITING for its first check"),
            (25, "STALE never checked"),
        ):
            later = fields.Datetime.now() + timedelta(hours=hours)
            with self.subTest(hours):
                self.assertEqual(sample.line(later.timestamp()), line)

    def test_there_is_never_more_than_one_series_of_a_name(self):
        """Not even where web.base.url becomes an address that somebody typed in."""
        parameters = self.env["ir.config_parameter"].sudo()
        other = self.target.sudo().create({"address": "https://other.example.com"})
        parameters.set_param("web.base.url", "HTTPS://Other.example.com:443/")
        self.env.flush_all()
        names = [sample.target for sample in self.target._samples()]
        self.assertEqual(len(names), len(set(names)))
        # Its check was made at an address that goes to another target.
        self.target.sudo().address = "https://third.example.com"
        other.address = self.check.base_url
        names = {sample.target for sample in self.target._samples()}
        self.assertEqual(names, {"https://third.example.com", self.check.base_url})

    def test_an_archived_address_is_not_told_of(self):
        self.target.active = False
        told = [sample.target for sample in self.target._samples()]
        self.assertNotIn(self.check.base_url, told)

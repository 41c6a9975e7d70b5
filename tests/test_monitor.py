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
        cls.check = evil_check(cls.env(user=cls.manager))
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
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE proxy_health_check SET write_date = write_date + interval '1 second'"
        )
        self.env.invalidate_all()
        self.assertEqual(self._health(), "DEGRADED")

    def test_an_address_that_was_never_checked_is_stale(self):
        never = self.target.create({"address": "https://never.example.com"})
        [sample] = [s for s in never._samples() if s.target == never.base_url]
        self.assertEqual(sample.line(0), "STALE since ever")

    def test_an_archived_address_is_not_told_of(self):
        self.target.active = False
        told = [sample.target for sample in self.target._samples()]
        self.assertNotIn(self.check.base_url, told)

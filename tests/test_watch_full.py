# Long, for each reason for a full check has its test.

from datetime import datetime, timedelta

from odoo.tests import TransactionCase, freeze_time, tagged

from ..tools import depths
from .watching import FAILED, PASSED, UNKNOWN, UPGRADE, Watching, finding, upgrade

#: A rule that only a full check can judge.
TIMEOUT = "read_timeout_too_short"
NOON = datetime(2026, 1, 31, 12)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestFullChecks(Watching, TransactionCase):
    """The hourly checks are quick; which of them are full, and measure timeouts."""

    def _ran(self, moment, depth="quick", state="done"):
        """Note a check of the address that began at this moment."""
        return self.env["proxy.health.check"].create(
            {
                "target_id": self.target.id,
                "base_url": self.target.base_url,
                "depth": depth,
                "state": state,
                "started_at": moment,
            }
        )

    def _due_at(self, moment):
        """Return the depth of the check that the schedule queues at this moment."""
        self.target.next_check_at = moment
        with freeze_time(moment):
            self.assertEqual(
                self.target.next_depth, depths.due(self.target, moment).value
            )
            self.env["proxy.health.target"]._queue_due()
        queued = self.env["proxy.health.check"].search([("state", "=", "queued")])
        depth = queued.depth
        queued.state = "cancelled"
        self.env.flush_all()  # an insert looks at what is in the database
        return depth

    def _known_since(self, moment):
        """Let everything have been measured at this moment."""
        self.target.changed_at = moment - HOUR
        self._ran(moment - MINUTE)
        self._ran(moment, "full")

    def test_the_first_check_of_an_address_is_quick_and_the_second_measures(self):
        self.target.changed_at = NOON
        self.assertEqual(self._due_at(NOON), "quick")
        self._ran(NOON)
        self.assertEqual(self._due_at(NOON + HOUR), "full")
        self._ran(NOON + HOUR, "full")
        self.assertEqual(self._due_at(NOON + 2 * HOUR), "quick")

    def test_a_full_check_is_due_every_night_where_its_people_live(self):
        self._known_since(NOON)
        self.manager.tz = "America/New_York"  # five hours behind in winter
        night = datetime(2026, 2, 1, 7)
        self.assertEqual(self._due_at(night - MINUTE), "quick")
        self.assertEqual(self._due_at(night), "full")
        self._ran(night, "full")
        self.assertEqual(self._due_at(night + HOUR), "quick")
        self.assertEqual(self._due_at(night + 24 * HOUR), "full")

    def test_only_when_needed_leaves_the_nights_out(self):
        self._known_since(NOON)
        self.target.full_check = "needed"
        self.assertEqual(self._due_at(NOON + 48 * HOUR), "quick")
        self.target.full_check = "always"
        self.assertEqual(self._due_at(NOON + 48 * HOUR), "full")

    def test_a_proxy_that_changed_is_measured_again(self):
        self._known_since(NOON)
        self.target.fingerprint = {"Server": "nginx/1.22.1"}
        check = self._ran(NOON + HOUR)
        check.fingerprint = {"Server": "nginx/1.22.1"}
        self.target._note_drift(check)
        self.assertEqual(self._due_at(NOON + 2 * HOUR), "quick")
        check.fingerprint = {"Server": "nginx/1.28.0"}
        self.target._note_drift(check)
        self.assertEqual(self._due_at(NOON + 2 * HOUR), "full")

    def test_what_a_full_check_itself_noticed_needs_no_other(self):
        self.target.fingerprint = {"proxy_read_timeout of /websocket": "60 s"}
        self._known_since(NOON)
        check = self._ran(NOON + HOUR, "full")
        check.fingerprint = {"proxy_read_timeout of /websocket": "more than 100 s"}
        self.target._note_drift(check)
        self.assertEqual(self._due_at(NOON + 2 * HOUR), "quick")

    def test_a_full_check_that_was_interrupted_is_not_tried_every_hour(self):
        self.target.changed_at = NOON
        self._ran(NOON)
        self._ran(NOON + HOUR, "full", "interrupted")
        self.assertEqual(self._due_at(NOON + 2 * HOUR), "quick")
        self.assertEqual(self._due_at(NOON + 15 * HOUR), "full")

    def test_another_address_knows_nothing_of_the_old_one(self):
        self._known_since(NOON)
        self.target.base_url = "https://moved.example.com"
        self.assertEqual(self._due_at(NOON + HOUR), "quick")
        self._ran(NOON + HOUR)
        self.assertEqual(self._due_at(NOON + 2 * HOUR), "full")

    def test_a_timeout_alert_is_closed_by_the_schedule_alone(self):
        """It used to stay for ever: only full checks see timeouts, and none came."""
        failed, passed = finding(TIMEOUT, FAILED), finding(TIMEOUT, PASSED)
        with freeze_time(NOON):
            self.target.changed_at = NOON - HOUR
            self.check(failed, depth="full")
        self.assertFalse(self.target.open_alert_ids)
        # A suspicion is looked at again before the night, and so is what was told.
        self.assertEqual(self._due_at(NOON + HOUR), "full")
        with freeze_time(NOON + HOUR):
            self.check(failed, depth="full")
        self.assertEqual(self.target.open_alert_ids.code, TIMEOUT)
        with freeze_time(NOON + 2 * HOUR):
            self.check(finding(TIMEOUT, UNKNOWN))
        self.assertEqual(self._due_at(NOON + 3 * HOUR), "full")
        with freeze_time(NOON + 3 * HOUR):
            self.check(passed, depth="full")
        self.assertFalse(self.target.open_alert_ids)
        self.assertEqual(self._due_at(NOON + 4 * HOUR), "quick")

    def test_an_alert_that_quick_checks_close_needs_no_full_one(self):
        with freeze_time(NOON):
            for _blip in range(2):
                self.check(finding(UPGRADE, FAILED))
        self._known_since(NOON)
        self.assertEqual(self.target.open_alert_ids.code, UPGRADE)
        self.assertEqual(self._due_at(NOON + HOUR), "quick")

    def test_what_is_measured_by_waiting_follows_from_the_rules(self):
        codes = depths.measured_by_waiting()
        self.assertIn(TIMEOUT, codes)
        # What a browser must see, no schedule measures; a page's timeout neither.
        for code in (
            "idle_websocket_cut_on_the_way",
            "page_timeout_too_short",
            UPGRADE,
        ):
            self.assertNotIn(code, codes)

    def test_what_people_chose_before_is_kept_by_the_upgrade(self):
        self.target.fingerprint = {
            "Server": "nginx",
            "proxy_read_timeout of /websocket": "106 s or more",
        }
        other = self._target("https://two.example.com")
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE proxy_health_target ADD COLUMN depth varchar")
        self.env.cr.execute(
            "UPDATE proxy_health_target SET depth = CASE id WHEN %s THEN 'full'"
            " ELSE 'quick' END",
            [self.target.id],
        )
        upgrade(self.env.cr, "post")
        self.env.invalidate_all()
        self.assertEqual(self.target.full_check, "always")
        self.assertEqual(other.full_check, "nightly")
        self.assertEqual(self.target.fingerprint, {"Server": "nginx"})

    def test_the_upgrade_leaves_one_check_of_a_kind_in_the_queue(self):
        self.env.cr.execute("DROP INDEX proxy_health_check_one_in_the_queue")
        checks = self.env["proxy.health.check"]
        queued = checks.create([{"target_id": self.target.id}] * 3)
        self.env.flush_all()
        upgrade(self.env.cr, "pre")
        self.env.invalidate_all()
        states = queued.sorted("id").mapped("state")
        self.assertEqual(states, ["queued", "cancelled", "cancelled"])


@tagged("post_install", "-at_install")
class TestNewAddress(Watching, TransactionCase):
    """A new address is checked at once: it used to wait for its first hour."""

    def _woken(self):
        return self.env["ir.cron.trigger"].search_count([])

    def _is_due(self, target):
        woken = self._woken() > self.woken
        self.woken = self._woken()
        due = target.next_check_at
        return woken and bool(due) and due <= datetime.now()

    def setUp(self):
        super().setUp()
        self.woken = self._woken()

    def test_a_new_address_is_due_and_the_scheduled_action_woken(self):
        targets = self.env["proxy.health.target"]
        address = {"base_url": "https://new.example.com"}
        self.assertTrue(self._is_due(targets.create(address)))
        address = {"base_url": "https://never.example.com", "every_minutes": 0}
        self.assertFalse(self._is_due(targets.create(address)))
        address = {"base_url": "https://old.example.com", "active": False}
        self.assertFalse(self._is_due(targets.create(address)))

    def test_another_way_to_the_proxy_is_checked_at_once(self):
        for what in (
            {"base_url": "https://moved.example.com"},
            {"connect_to": "10.0.0.5:443"},
        ):
            self.target.next_check_at = False
            self.target.write(what)
            self.assertTrue(self._is_due(self.target), what)
        self.target.next_check_at = False
        self.target.write({"name": "Shop", "connect_to": "10.0.0.5:443"})
        self.assertFalse(self._is_due(self.target))

    def test_an_address_that_comes_back_is_checked_at_once(self):
        self.target.active = False
        self.assertFalse(self._is_due(self.target))
        self.target.active = True
        self.assertTrue(self._is_due(self.target))

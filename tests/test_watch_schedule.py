# Long, for each promise of the schedule has its test.

import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, freeze_time, tagged
from odoo.tools import config, file_open, mute_logger

from odoo.addons.base.models import ir_cron

from .. import compat
from ..tools import cron_pass
from .common import looking, seeing
from .watching import Watching, echo

NOON = datetime(2026, 1, 31, 12)
# What PostgreSQL says to the second of two transactions that write one row.
CONFLICT = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'serialization_failure'; END $$"


class Clock:
    """A clock that only the checks move on."""

    seconds = 1000.0
    time = staticmethod(time.time)

    def monotonic(self):
        return self.seconds


@contextmanager
def peer_that_is_quick():
    """Let each check see something at once."""
    with seeing(echo()):
        yield


@tagged("post_install", "-at_install")
class TestSchedule(Watching, TransactionCase):
    def _checks(self, target=None):
        domain = [("target_id", "=", (target or self.target).id)]
        return self.env["proxy.health.check"].search(domain)

    def _pass_at(self, moment):
        with freeze_time(moment), peer_that_is_quick():
            self.run_cron()

    def _due_at_noon(self):
        self.target.next_check_at = NOON

    def test_an_address_is_checked_when_it_is_due_and_not_before(self):
        self._due_at_noon()
        self._pass_at(NOON - timedelta(minutes=1))
        self.assertFalse(self._checks())
        self._pass_at(NOON)
        self.assertEqual(self._checks().state, "done")
        self.assertTrue(self._checks().scheduled)
        self.assertEqual(self.target.next_check_at, NOON + timedelta(hours=1))

    def test_somebody_who_edits_an_address_meanwhile_delays_no_check(self):
        self._due_at_noon()
        model, tries = type(self.target), []
        queue_due = model._queue_due

        def conflicts(targets):
            tries.append(targets)
            queue_due(targets)
            if len(tries) == 1:
                targets.env.cr.execute(CONFLICT)

        with (
            patch.object(model, "_queue_due", conflicts),
            patch("time.sleep"),
            mute_logger("odoo.service.model", "odoo.sql_db"),
        ):
            self._pass_at(NOON)
        self.assertEqual(len(tries), 2)
        self.assertEqual(self._checks().state, "done")

    def test_a_server_that_was_off_for_a_night_catches_up_with_nothing(self):
        self._due_at_noon()
        morning = NOON + timedelta(hours=20)
        self._pass_at(morning)
        self._pass_at(morning + timedelta(minutes=5))
        self.assertEqual(len(self._checks()), 1)
        self.assertEqual(self.target.next_check_at, morning + timedelta(hours=1))

    def test_another_frequency_counts_from_now(self):
        with freeze_time(NOON):
            self.target.every_minutes = 15
            self.assertEqual(self.target.next_check_at, NOON + timedelta(minutes=15))
            self.target.every_minutes = 0
            self.assertFalse(self.target.next_check_at)

    def test_an_archived_address_is_never_due(self):
        self._due_at_noon()
        self.target.active = False
        self._pass_at(NOON + timedelta(days=1))
        self.assertFalse(self._checks())

    def test_nobody_is_promised_a_check_more_often_than_the_cron_runs(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.target.every_minutes = 1
            self.target.flush_recordset()

    def test_what_people_ask_for_goes_first(self):
        order = []
        checks = self.env["proxy.health.check"]
        other = self._target("https://two.example.com")
        checks.create({"target_id": self.target.id, "scheduled": True})
        checks.create({"target_id": other.id})

        def look(probed, *_args, **_options):
            order.append(probed.base_url)
            return iter([echo()])

        with looking(look):
            self.run_cron()
        self.assertEqual(order, [other.base_url, self.target.base_url])

    @mute_logger("odoo.addons.proxy_health.models.check")
    def test_an_address_that_breaks_everything_stops_no_other(self):
        other = self._target("https://two.example.com")
        self._due_at_noon()
        other.next_check_at = NOON + timedelta(seconds=1)
        beginning = type(self.env["proxy.health.check"])._beginning

        def breaks(check):
            if check.target_id == self.target:
                raise RuntimeError("a mistake of ours")
            return beginning(check)

        with patch.object(type(self.env["proxy.health.check"]), "_beginning", breaks):
            self._pass_at(NOON + timedelta(minutes=1))
        self.assertEqual(self._checks().state, "interrupted")
        self.assertIn("error of its own", self._checks().because)
        self.assertEqual(self._checks(other).state, "done")

    def test_a_run_that_was_killed_is_closed_at_the_next_start(self):
        checks = self.env["proxy.health.check"]
        left = checks.create({"target_id": self.target.id, "state": "running"})
        self.run_cron()
        self.assertEqual(left.state, "interrupted")
        self.assertIn("killed", left.because)

    def test_two_runs_of_an_address_never_overlap(self):
        check = self.env["proxy.health.check"].create({"target_id": self.target.id})
        # Another session of PostgreSQL, as another worker has.
        with self.registry.cursor() as elsewhere:
            key = f"proxy.health.target {self.target.id}"
            lock = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
            elsewhere.execute(lock, [key])
            with self.assertRaisesRegex(UserError, "Another check of"):
                check._run()
            self._pass_at(NOON)
            self.assertEqual(check.state, "queued")
        self._pass_at(NOON)
        self.assertEqual(check.state, "done")

    # Long, for a story is told from its beginning to its end.
    def test_a_hundred_addresses_stay_within_the_budget_and_are_resumed(self):
        """A pass begins no check after a minute: 30 checks of two seconds."""
        addresses = [f"https://{place}.example.com" for place in range(100)]
        targets = self.env["proxy.health.target"].concat(
            *[self._target(address) for address in addresses]
        )
        targets.next_check_at = NOON
        clock = Clock()

        def look(*_args, **_options):
            clock.seconds += 2
            return iter([echo()])

        passes = []
        with (
            freeze_time(NOON),
            looking(look),
            patch.object(ir_cron, "time", clock),
            patch.object(cron_pass, "time", clock),
            patch.object(compat, "time", clock),
            patch.dict(config.options, {"limit_time_real_cron": 120}),
        ):
            while not passes or passes[-1]:
                begin = clock.seconds
                self.run_cron()
                passes.append(clock.seconds - begin)
        self.assertLessEqual(max(passes), 62)
        self.assertEqual(sum(passes), 200)
        self.assertEqual(set(targets.mapped("last_check_id.state")), {"done"})

    def test_a_neutralized_copy_checks_nothing(self):
        queued = self.env["proxy.health.check"].create({"target_id": self.target.id})
        self._due_at_noon()
        self.env.flush_all()
        with file_open("proxy_health/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self.env.invalidate_all()
        self._pass_at(NOON + timedelta(days=1))
        self.assertEqual(self._checks(), queued)
        self.assertEqual(queued.state, "cancelled")

    def test_a_full_check_comes_first_in_a_pass_or_waits_for_the_next(self):
        """Where no watchdog hears of it, nobody knows how long the worker slept before."""
        order = []
        clock = Clock()
        checks = self.env["proxy.health.check"]
        full = self._target("https://full.example.com")
        for target, depth in ((self.target, "quick"), (full, "full")):
            checks.create({"target_id": target.id, "depth": depth, "scheduled": True})

        def look(*_args, depth, **_options):
            order.append((depth.value, clock.seconds))
            clock.seconds += 110 if depth == "full" else 4
            return iter([echo()])

        with (
            looking(look),
            patch.object(ir_cron, "time", clock),
            patch.object(cron_pass, "time", clock),
            patch.object(compat, "time", clock),
            patch.dict(config.options, {"limit_time_real_cron": 120}),
        ):
            self.run_cron()
            self.assertEqual(order, [("quick", 1000.0)])
            self.run_cron()
        self.assertEqual(order, [("quick", 1000.0), ("full", 1004.0)])

    def _seconds_told(self, depth, heard, spent=0.0):
        """Return what the engine is told to have, when the watchdog heard of it or not."""
        told = []
        check = {"target_id": self.target.id, "depth": depth, "scheduled": True}
        check = self.env["proxy.health.check"].create(check)

        def look(_target, ticket, **_options):
            told.append(ticket.odoo["limit_time_real"])
            return iter([echo()])

        with (
            looking(look),
            patch.object(cron_pass, "seconds_spent", lambda env: spent),
            patch.object(cron_pass.compat, "report_alive", lambda: heard),
            patch.dict(config.options, {"limit_time_real_cron": 120}),
            # Odoo wonders about a pass that begins so late.
            mute_logger("odoo.addons.base.models.ir_cron"),
        ):
            self.run_cron()
        self.assertEqual(check.state, "done" if told else "queued")
        check.state = "cancelled"
        self.env.flush_all()
        return told[0] if told else None

    def test_a_check_that_the_watchdog_hears_of_has_all_of_the_limit(self):
        for depth in ("quick", "full"):
            self.assertEqual(self._seconds_told(depth, heard=True, spent=50), 120)
            self.assertIsNone(self._seconds_told(depth, heard=True, spent=61))

    def test_a_check_that_nobody_hears_of_has_what_is_sure(self):
        """A worker that slept for 69 s before the pass; so it was for all checks once."""
        self.assertEqual(self._seconds_told("full", heard=False), 50)
        self.assertIsNone(self._seconds_told("full", heard=False, spent=5))
        self.assertEqual(self._seconds_told("quick", heard=False, spent=20), 30)
        self.assertIsNone(self._seconds_told("quick", heard=False, spent=30))

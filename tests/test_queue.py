from unittest.mock import Mock, patch

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from ..proxycheck.observation import Observation
from ..proxycheck.words import Status, Vantage
from ..tools import steps
from .common import People, looking


def seen(probe):
    return Observation(probe, Vantage.SERVER, Status.SEEN, {"outcome": "refused"}, 1.0)


@tagged("post_install", "-at_install")
class TestQueue(People, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("proxy_health.ir_cron_run")
        cls.target = cls.env["proxy.health.target"].create(
            {"base_url": cls.closed_address}
        )
        # Only what a test asks for is run.
        cls.env["proxy.health.target"].search([]).next_check_at = False
        cls.target = cls.target.with_user(cls.manager)

    def _queued(self):
        return self._started(self.target)

    def _started(self, target):
        """Press the button, and return the check that the page shows."""
        action = target.action_run_check()
        self.assertEqual(action["tag"], "proxy_health.check_page")
        return self.as_manager("proxy.health.check").browse(action["params"]["check"])

    def _run_cron(self):
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_the_button_hands_the_check_to_the_cron_worker(self):
        triggers = self.env["ir.cron.trigger"].search_count([])
        check = self._queued()
        self.assertEqual(check.progress()["state"], "queued")
        self.assertEqual(self.env["ir.cron.trigger"].search_count([]), triggers + 1)
        self._run_cron()
        self.assertEqual(check.state, "done")
        self.assertEqual(check.progress()["report"]["verdict"], "unreachable")
        self.assertEqual(self.target.last_check_id, check)

    def test_pressing_twice_queues_one_check(self):
        self.assertEqual(self._queued(), self._queued())

    def test_a_button_that_nothing_would_answer_says_so(self):
        self.cron.active = False
        with self.assertRaisesRegex(UserError, "is switched off"):
            self._queued()

    def test_a_check_that_was_killed_is_closed_as_interrupted(self):
        check = self._queued()
        check.sudo().state = "running"
        self._run_cron()
        self.assertEqual(check.state, "interrupted")
        self.assertTrue(check.because)

    def test_a_cancelled_check_never_starts(self):
        check = self._queued()
        check.action_cancel()
        with looking(Mock(side_effect=AssertionError)):
            self._run_cron()
        self.assertEqual(check.state, "cancelled")

    def test_a_check_that_ran_is_not_run_again_by_who_comes_late(self):
        check = self._queued()
        self._run_cron()
        self.assertEqual(check.state, "done")
        # A page that waited long asks for it, and so does a pass that found it queued.
        with looking(Mock(side_effect=AssertionError)):
            self.assertEqual(check.run_now()["state"], "done")
            check.with_user(self.env.ref("base.user_root"))._run()
        self.assertEqual(check.state, "done")

    def test_a_running_check_stops_when_it_is_cancelled(self):
        check = self._queued()

        def cancelled_meanwhile(_target, _ticket, cancelled, **_options):
            yield seen("echo")
            self.assertFalse(cancelled())
            check.env.cr.execute(
                "UPDATE proxy_health_check SET state = 'cancelled' WHERE id = %s",
                [check.id],
            )
            self.assertTrue(cancelled())

        with looking(cancelled_meanwhile):
            check._run()
        self.assertEqual(check.state, "cancelled")
        self.assertEqual(len(check.observations), 1)
        self.assertFalse(check.report)

    def test_progress_shows_what_was_seen_so_far(self):
        check = self._queued()
        shown = []

        def looks(*_args, **_options):
            for name in ("echo", "stream"):
                yield seen(name)
                shown.append([one["probe"] for one in check.progress()["observations"]])

        with patch.object(steps, "PAUSE_SECONDS", 0), looking(looks):
            check._run()
        self.assertEqual(shown, [["echo"], ["echo", "stream"]])

    def _writes(self, check):
        """Run a check that sees ten things at once; return how many times it stored any."""

        def looks(*_args, **_options):
            for number in range(10):
                yield seen(f"probe{number}")

        stores, write = [], type(check).write

        def counted(self, values):
            if "observations" in values and values.get("state") != "done":
                stores.append(len(values["observations"]))
            return write(self, values)

        with patch.object(type(check), "write", counted), looking(looks):
            check._run()
        self.assertEqual(len(check.observations), 10)
        return stores

    def test_progress_is_stored_twice_a_second_at_most(self):
        self.assertEqual(self._writes(self._queued()), [1, 10])

    def test_progress_of_a_quick_check_that_nobody_asked_for_is_not_stored(self):
        check = self._queued()
        check.sudo().scheduled = True
        self.assertEqual(self._writes(check), [10])

    def test_a_check_that_fails_does_not_stop_the_next(self):
        first = self._queued()
        other = self.env["proxy.health.target"].create(
            {"base_url": "http://127.0.0.2:1"}
        )
        other.next_check_at = False
        second = self._started(other.with_user(self.manager))
        with (
            looking(Mock(side_effect=RuntimeError)),
            self.assertLogs("odoo.addons.proxy_health.models.check", "ERROR"),
        ):
            self._run_cron()
        self.assertEqual((first.state, second.state), ("done", "done"))

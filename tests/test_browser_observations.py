from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from ..proxycheck import registry
from ..proxycheck.observation import MAX_FACTS_BYTES
from .common import People, seeing


@tagged("post_install", "-at_install")
class TestBrowserObservations(People, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        checks = cls.env["proxy.health.check"].with_user(cls.manager)
        with seeing():
            checks.run_check(cls.closed_address)
        cls.check = checks.search([], limit=1)
        cls.good = {
            "probe": next(iter(registry.browser_probes())),
            "vantage": "browser",
            "status": "seen",
            "duration_ms": 3.5,
            "facts": {"outcome": "timeout"},
        }

    def test_what_a_browser_saw_is_stored_and_judged(self):
        report = self.check.record_observations([self.good])
        self.assertEqual(report["observations"], [self.good])

    def test_the_newest_observation_of_a_probe_counts(self):
        self.check.record_observations([self.good])
        newer = {**self.good, "duration_ms": 9.0}
        self.assertEqual(
            self.check.record_observations([newer])["observations"], [newer]
        )

    def test_a_check_that_runs_keeps_it_for_its_end(self):
        self.check.sudo().state = "running"
        self.assertFalse(self.check.record_observations([self.good]))
        self.assertEqual(self.check.browser_observations, [self.good])

    def test_what_no_browser_probe_can_have_seen_is_refused(self):
        wrong = {
            "no list": self.good,
            "no object": ["x"],
            "too many": [self.good] * 1000,
            "an unknown probe": [{**self.good, "probe": "rm"}],
            "another vantage": [{**self.good, "vantage": "server"}],
            "no vantage": [{**self.good, "vantage": "moon"}],
            "an unknown status": [{**self.good, "status": "fine"}],
            "facts that are no object": [{**self.good, "facts": ["x"]}],
            "too much": [{**self.good, "facts": {"x": "x" * MAX_FACTS_BYTES}}],
            "a time that is none": [{**self.good, "duration_ms": "soon"}],
        }
        before = self.check.report
        for name, posted in wrong.items():
            with self.subTest(name), self.assertRaises(ValidationError):
                self.check.record_observations(posted)
        self.env.invalidate_all()
        self.assertEqual(self.check.report, before)

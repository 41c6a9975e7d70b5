from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ..tools import thinning
from .watching import (
    FAILED,
    PASSED,
    UNKNOWN,
    UPGRADE,
    UPLOAD,
    Watching,
    echo,
    finding,
    roundtrip,
)

EXPIRES = "certificate_expires_soon"
SEEN = [echo(headers={"server": "nginx/1.22.1"}, server="nginx"), roundtrip()]
FOUND = finding(UPGRADE, FAILED), finding(UPLOAD, PASSED), finding(EXPIRES, UNKNOWN)
# What a report tells of a thinned check as of a whole one.
KEPT = (
    "verdict target depth started_at duration_ms odoo proxy roundtrip findings".split()
)


@tagged("post_install", "-at_install")
class TestThinning(Watching, TransactionCase):
    def setUp(self):
        super().setUp()
        patcher = patch.object(thinning, "KEEP_WHOLE", 2)
        patcher.start()
        self.addCleanup(patcher.stop)

    def _checks(self, count, **options):
        return [self.check(*FOUND, seen=SEEN, **options) for _count in range(count)]

    def _thin(self):
        return thinning.thin(self.env)

    def test_the_newest_of_each_address_keep_everything(self):
        other = self._target("https://two.example.com")
        checks = self._checks(3) + self._checks(1, target=other)
        reports = [check.report for check in checks]
        self._thin()
        self.assertEqual(
            [check.thinned for check in checks], [True, False, False, False]
        )
        self.assertEqual([check.report for check in checks[1:]], reports[1:])

    def test_an_older_one_keeps_what_its_report_is_read_for_and_says_what_is_gone(self):
        old, *_newer = self._checks(3)
        before = old.report
        self._thin()
        after = old.report
        self.assertEqual(
            [after[name] for name in KEPT], [before[name] for name in KEPT]
        )
        self.assertTrue(before["passed"] and before["unknown"])
        for name in ("passed", "unknown", "observations"):
            self.assertEqual(after[name], [])
        self.assertEqual(after["incomplete"], old.no_longer_kept)
        self.assertEqual(old.page(old.id)["report"], after)
        self.assertEqual(old.support_report()["incomplete"], after["incomplete"])
        text = old.support_text()
        self.assertIn(after["incomplete"], text)
        self.assertNotIn("In order:", text)
        self.assertFalse(old.timeouts)

    def test_what_changed_stays(self):
        before = [echo(headers={"server": "nginx/1.20.0"}), roundtrip()]
        self.check(seen=before)
        changed, *_newer = self._checks(3)
        self._thin()
        self.assertTrue(changed.thinned)
        self.assertEqual(changed.changes, {"Server": ["nginx/1.20.0", "nginx/1.22.1"]})

    def test_what_measured_timeouts_still_tells_them(self):
        full, *_newer, last = self._checks(1, depth="full") + self._checks(3)
        full.fingerprint = {"proxy_read_timeout of /": "60 s"}
        self._thin()
        self.assertTrue(full.thinned)
        self.assertIn("/ 60 s", last.timeouts)
        self.assertIn("/ 60 s", full.timeouts)

    def test_nothing_that_comes_late_judges_it_anew(self):
        old, *_newer = self._checks(3)
        self._thin()
        found = old.finding_ids
        alerts = self.target.alert_ids
        old.record_observations([])
        old.mute(UPGRADE, "Known")
        self.assertEqual((old.verdict, old.finding_ids), ("broken", found))
        self.assertEqual(self.target.alert_ids, alerts)

    def test_what_a_link_shows_and_what_runs_stays_whole(self):
        shared, waiting, *_newer = self._checks(4)
        self.env["proxy.health.share"]._make(shared, 1)
        waiting.state = "running"
        self._thin()
        self.assertFalse(shared.thinned or waiting.thinned)
        shared.share_ids.revoked = True
        self._thin()
        self.assertTrue(shared.thinned)

    def test_one_that_cannot_be_read_is_thinned_all_the_same(self):
        old, *_newer = self._checks(3)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE proxy_health_check SET observations = '[{}]' WHERE id = %s",
            [old.id],
        )
        self.env.invalidate_all()
        with self.assertLogs("odoo.addons.proxy_health.tools.thinning", "WARNING"):
            self._thin()
        self.assertTrue(old.thinned)
        self.assertEqual(old.report["verdict"], "broken")

    def test_the_scheduled_action_thins_by_batches_until_all_is_done(self):
        checks = self._checks(5)
        with patch.object(thinning, "BATCH", 1):
            self.assertTrue(self._thin())
            self.run_cron()
        self.assertEqual([check.thinned for check in checks], [True] * 3 + [False] * 2)
        self.assertFalse(self._thin())

import base64
from datetime import datetime, timedelta

from odoo.tests import TransactionCase, freeze_time, tagged

from ..proxycheck.observation import Observation
from ..proxycheck.words import Status, Vantage
from .watching import FAILED, UPGRADE, Watching, echo, finding


def body_limit(**facts):
    """Return what was seen of the limit under ``/``."""
    root = {"outcome": "answered", **facts}
    facts = {"wanted_bytes": 128 * 1024**2, "paths": {"/": root}}
    return Observation("body_limit", Vantage.SERVER, Status.SEEN, facts, 1.0)


@tagged("post_install", "-at_install")
class TestHistory(Watching, TransactionCase):
    def _aged(self, days, *findings):
        check = self.check(*findings)
        age = datetime.now() - timedelta(days=days)
        check.flush_recordset()
        self.env.cr.execute(
            "UPDATE proxy_health_check SET create_date = %s WHERE id = %s",
            [age, check.id],
        )
        check.invalidate_recordset()
        return check

    def test_old_checks_go_but_the_last_before_each_change_stays(self):
        broken = finding(UPGRADE, FAILED)
        history = [
            self._aged(200),
            self._aged(199),  # the last healthy one
            self._aged(198, broken),
            self._aged(197, broken),  # the last broken one
            self._aged(196),
            self._aged(1),
        ]
        history[0].env["proxy.health.check"]._gc_checks()
        kept = [bool(check.exists()) for check in history]
        self.assertEqual(kept, [False, True, False, True, False, True])

    def test_how_long_they_are_kept_is_a_setting(self):
        checks = [self._aged(days) for days in (10, 5, 0)]
        self.env["ir.config_parameter"].set_param("proxy_health.keep_days", "7")
        checks[0]._gc_checks()
        self.assertEqual(
            [bool(check.exists()) for check in checks], [False, True, True]
        )

    def test_what_the_proxy_does_otherwise_is_a_line_in_the_history(self):
        with freeze_time("2026-01-30 03:10:00"):
            self.check(seen=[echo(), body_limit(refused=False)])
        before = self.target.message_ids
        with freeze_time("2026-01-31 03:10:00"):
            self.check(seen=[echo(), body_limit(refused=True, limit_bytes=1024**2)])
        (note,) = self.target.message_ids - before
        text = " ".join(note.body.striptags().split())
        self.assertEqual(
            text,
            "Since 31 January 2026 03:10 UTC client_max_body_size is 1 MiB "
            "(was 128 MiB or more).",
        )

    def test_what_a_manager_finds_changed_stays_at_the_check(self):
        self.check(seen=[echo(headers={"server": "nginx/1.20.0"})])
        after = [echo(headers={"server": "nginx/1.22.1"})]
        check = self.check(seen=after, by=self.manager)
        self.assertEqual(check.changes, {"Server": ["nginx/1.20.0", "nginx/1.22.1"]})

    def test_a_check_that_saw_little_forgets_and_notes_nothing(self):
        limit = body_limit(refused=True, limit_bytes=1024**2)
        self.check(seen=[echo(), limit])
        before = self.target.message_ids
        self.check(seen=[echo()])
        self.check(seen=[echo(), limit])
        self.assertEqual(self.target.message_ids, before)

    def test_the_chart_shows_the_last_checks(self):
        self.assertFalse(self.target.chart)
        self.check()
        self.check(finding(UPGRADE, FAILED))
        svg = base64.b64decode(self.target.chart).decode()
        self.assertEqual(svg.count("<rect"), 2)

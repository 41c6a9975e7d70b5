from datetime import datetime, timedelta

from odoo.tests import TransactionCase, tagged

from ..proxycheck.observation import Observation
from ..proxycheck.words import Status, Vantage
from ..tools import timeout_text
from .watching import Watching, echo, roundtrip

HELD = Observation(
    "hold_websocket", Vantage.SERVER, Status.SEEN, {"held": True, "asked_s": 118}
)
NGINX, OTHER = (
    {"headers": {"server": name}} for name in ("nginx/1.22.1", "nginx/1.31")
)
WEBSOCKET = "proxy_read_timeout of /websocket"


@tagged("post_install", "-at_install")
class TestTimeouts(Watching, TransactionCase):
    """What a quick check says of the timeouts that only a full one measures."""

    def _check(self, *seen, depth="quick", marks=NGINX):
        self.env.flush_all()
        check = self.check(seen=[echo(**marks), roundtrip(), *seen])
        if depth == "full":
            check.depth = depth
        check.started_at = datetime(2026, 1, 30) + timedelta(days=len(check.search([])))
        return check

    def test_a_quick_check_tells_that_timeouts_were_never_measured(self):
        check = self._check()
        self.assertEqual(check.verdict, "healthy")
        self.assertIn("not measured yet", check.timeouts)
        self.assertEqual(check.progress()["timeouts"], check.timeouts)

    def test_it_tells_what_the_newest_full_check_measured_and_when(self):
        full = self._check(HELD, depth="full")
        quick = self._check()
        day = full.started_at.strftime("%m/%d/%Y")
        told = f"Timeouts: {WEBSOCKET} more than 100 s, measured on {day}."
        self.assertEqual((full.timeouts, quick.timeouts), (told, told))
        self.assertEqual(self.target.last_timeouts, told)

    def test_a_full_check_that_measured_nothing_is_tried_again_after_a_day(self):
        full = self._check(depth="full")
        now = self.env.cr.now()
        for age, known in ((timedelta(hours=1), True), (timedelta(days=2), False)):
            full.started_at = now - age
            told = timeout_text.is_known(full, full.fingerprint)
            self.assertEqual(told, known)
        measured = self._check(HELD, depth="full")
        self.assertTrue(timeout_text.is_known(measured, measured.fingerprint))

    def test_what_was_measured_of_another_proxy_counts_for_nothing(self):
        self._check(HELD, depth="full")
        changed = self._check(marks=OTHER)
        self.assertIn("since the proxy changed", changed.timeouts)

    def test_an_older_check_is_not_told_of_what_came_later(self):
        before = self._check()
        self._check(HELD, depth="full")
        self.assertIn("not measured yet", before.timeouts)

    def test_a_check_that_proved_nothing_is_unknown(self):
        check = self.check(seen=[echo()])
        self.assertEqual(check.verdict, "unknown")
        self.assertTrue(self.target.chart)

"""What a full check says when nobody was held for long enough: nothing."""

import unittest
from unittest.mock import Mock, patch

from ..judge.judge import judge
from ..look.run_probe import TIME_UP, run_probe
from ..observation import Observation
from ..probes import hold_websocket, idle_websocket
from ..registry import probes
from ..report.fingerprint import fingerprint
from ..wire.clock import Deadline
from ..words import Status, Vantage, Verdict

RULE = "read_timeout_too_short"


class Line:
    """A line on which one answer comes after some seconds."""

    vantage = Vantage.SERVER
    ticket = True

    def __init__(self, seconds, held, status=200, ours=True):
        self.overall = Deadline(seconds)
        headers = {"x-proxy-health": "1"} if ours else {}
        self.answer = {
            "outcome": "answered",
            "status": status,
            "ms": held * 1000,
            "headers": headers,
        }

    def known(self, _path):
        """Whether who answers has proven to be this Odoo."""
        return True

    def ask(self, _path, **_options):
        """Answer at once as if the time had passed."""
        return self.answer


def held(*args, **options):
    """Return the observation of a connection that was held."""
    return run_probe(Line(*args, **options), probes()["hold_websocket"])


class TestHolding(unittest.TestCase):
    def test_who_was_held_all_the_time_has_shown_patience(self):
        seen = held(110, 105)
        self.assertEqual((seen.status, seen.facts["held"]), (Status.SEEN, True))

    def test_who_was_cut_has_shown_the_limit_however_short_the_check_was(self):
        seen = held(50, 30, status=504, ours=False)
        self.assertEqual((seen.status, seen.facts["held"]), (Status.SEEN, False))

    def test_an_odoo_that_was_restarted_meanwhile_is_no_timeout(self):
        """The hold and the idle websocket both end then, as a short timeout ends them."""
        for status in (502, 503):
            seen = held(110, 20, status=status, ours=False)
            self.assertEqual(
                (seen.status, seen.because), (Status.FAILED, hold_websocket.ENDED)
            )
            idle = {"connected": True, "held": False, "lived_s": 20.0, "pings_s": []}
            self.assertIs(self._said(seen, idle), Verdict.UNKNOWN)

    def test_a_check_without_time_says_that_it_does_not_know(self):
        """With 40 s, a limit of 45 s would have passed as none."""
        seen = held(40, 35)
        self.assertEqual((seen.status, seen.because), (Status.FAILED, TIME_UP))
        self.assertIs(self._said(seen), Verdict.UNKNOWN)

    def test_an_odoo_that_did_not_hold_tells_nothing_of_the_proxy(self):
        """Its refusals (409, 429) used to pass as a proxy without any limit."""
        for status, seconds in ((409, 0.1), (429, 0.1), (200, 20.0)):
            seen = held(110, seconds, status=status)
            self.assertEqual(seen.because, hold_websocket.NOT_HELD)
            self.assertIs(self._said(seen), Verdict.UNKNOWN)

    def test_an_idle_websocket_of_a_short_check_tells_nothing(self):
        conversation = Mock()
        ended = {"outcome": "timeout"}
        frames = Mock(ended=ended, pings_ms=[])
        frames.messages.return_value = []
        shaken = (conversation, {"accept_ok": True, "outcome": "answered"})
        with (
            patch.object(idle_websocket, "shake_hands", return_value=shaken),
            patch.object(idle_websocket.websocket, "Frames", return_value=frames),
        ):
            seen = run_probe(Line(40, 35), probes()["idle_websocket"])
        self.assertEqual((seen.status, seen.because), (Status.FAILED, TIME_UP))

    def test_how_much_time_a_check_had_is_no_change_of_the_proxy(self):
        marks = [fingerprint([held(seconds + 4.5, seconds)]) for seconds in (104, 118)]
        self.assertEqual(marks[0], marks[1])
        self.assertIn("more than 100 s", marks[0].values())

    def _said(self, hold, idle=None):
        facts = {"outcome": "answered", "proven": True, "connected": True, "held": True}
        others = [
            Observation(name, Vantage.SERVER, Status.SEEN, {**facts, **more}, 1.0)
            for name, more in {
                "echo": {},
                "roundtrip": {},
                "idle_websocket": idle or {},
            }.items()
        ]
        return {found.code: found.verdict for found in judge([*others, hold])}[RULE]

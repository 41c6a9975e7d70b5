"""An upstream of several servers is named by what a round robin does, not by one late answer."""

import unittest

from ..judge.judge import judge
from ..observation import Observation
from ..words import Status, Vantage

CODE = "websocket_upstream_mixed"
RIGHT = {"outcome": "answered", "status": 200, "proven": True, "evented": True}
LATE = {"outcome": "timeout"}
OPENED = {"outcome": "answered", "status": 101, "accept_ok": True}
SHAKEN = {**OPENED, "switched": True, "opened": 3, "tries": [OPENED] * 3}


def named(tries):
    """Whether the rule fires when the websocket's path was answered so."""
    facts = {
        ("echo", Vantage.SERVER): {**RIGHT, "spoken_by": "odoo_echo"},
        ("echo_websocket", Vantage.SERVER): {**tries[0], "tries": tries},
        ("handshake", Vantage.SERVER): SHAKEN,
        ("handshake", Vantage.DIRECT): SHAKEN,
    }
    seen = [
        Observation(probe, vantage, Status.SEEN, facts=told)
        for (probe, vantage), told in facts.items()
    ]
    return CODE in {one.code for one in judge(seen) if one.verdict == "failed"}


class TestUpstreamMixed(unittest.TestCase):
    def test_one_late_answer_of_many_accuses_nobody(self):
        self.assertFalse(named([RIGHT] * 5 + [LATE] + [RIGHT] * 8))

    def test_a_silent_server_in_turn_is_named(self):
        self.assertTrue(named([RIGHT, LATE, RIGHT, LATE]))

    def test_one_refusal_of_many_is_a_wrong_server(self):
        refused = {"outcome": "answered", "status": 502}
        self.assertTrue(named([RIGHT] * 9 + [refused] + [RIGHT] * 4))

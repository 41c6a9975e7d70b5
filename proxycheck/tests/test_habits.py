"""What differs between Odoo's series on the wire, and how it is judged."""

import unittest

from ..habits import REQUIRED_OF_HANDSHAKE, habits_of, habits_of_version
from ..judge.finding import Finding
from ..judge.judge import judge
from ..look.leave import Leave
from ..observation import Observation
from ..target import Ticket
from ..wire.http import request_bytes
from ..wire.websocket import new_key, upgrade_headers
from ..words import Severity, Status, Vantage, Verdict
from . import recorded

RULE = "read_timeout_too_short"


def judged(version, seconds):
    """Return the finding about a websocket that was cut in silence after so many seconds."""
    facts = {"outcome": "answered", "proven": True, "connected": True}
    cut = {"held": False, "lived_s": seconds, "pings_s": []}
    hold = {"held": False, "held_s": seconds, "status": 504}
    rows = {"echo": {}, "roundtrip": {}, "idle_websocket": cut, "hold_websocket": hold}
    seen = [
        Observation(name, Vantage.SERVER, Status.SEEN, {**facts, **more}, 1.0)
        for name, more in rows.items()
    ]
    odoo = Observation("odoo", Vantage.DIRECT, Status.SEEN, {"version": version}, 1.0)
    return next(found for found in judge([*seen, odoo]) if found.code == RULE)


class TestPings(unittest.TestCase):
    def severity(self, version, seconds):
        """Return the severity where something is found, else None."""
        found: Finding = judged(version, seconds)
        return found.severity if found.verdict is Verdict.FAILED else None

    def test_a_timeout_of_45_s_or_less_cuts_every_idle_user_of_any_series(self):
        for version in ("16.0", "17.0", "18.0", "19.0"):
            for seconds in (10.0, 45.2):
                with self.subTest(version, seconds=seconds):
                    self.assertIs(self.severity(version, seconds), Severity.CRITICAL)

    def test_50_to_59_s_are_too_little_for_who_may_ping_after_55(self):
        for version in ("17.0", "18.0", "19.0", "20.0", ""):
            for seconds in (50.0, 59.0):
                with self.subTest(version, seconds=seconds):
                    self.assertIs(self.severity(version, seconds), Severity.WARNING)
            self.assertIs(self.severity(version, 60.0), Severity.INFO)

    def test_50_s_are_enough_for_who_pings_after_45(self):
        self.assertIs(self.severity("16.0", 47.0), Severity.WARNING)
        self.assertIs(self.severity("16.0", 50.0), Severity.INFO)

    def test_the_text_tells_the_arithmetic_of_this_series(self):
        told = {version: judged(version, 50.0).values for version in ("16.0", "19.0")}
        said = {
            version: (values["silence"], values["cuts_some"], values["room"])
            for version, values in told.items()
        }
        self.assertEqual(
            said, {"16.0": ("45", "46–49", 15), "19.0": ("40–55", "46–59", 5)}
        )


class TestDatabase(unittest.TestCase):
    ADDRESS = ("http", "erp.example.com", "127.0.0.1", 80)

    def sent(self, version, several):
        """Return what goes along with a request to an Odoo that has proven itself."""
        odoo = {"version": version, "several_databases": several}
        ticket = Ticket(
            "token", "proof", "channel", 0, "erp", odoo, "s", challenge_proof="x"
        )
        leave = Leave(ticket)
        leave.hears(self.ADDRESS, {}, "x")
        return dict(leave.headers(self.ADDRESS))

    def test_19_is_told_the_database_by_the_header(self):
        for several in (True, False):
            sent = self.sent("19.0", several)
            self.assertEqual(sent.get("X-Odoo-Database"), "erp")
            self.assertNotIn("Cookie", sent)

    def test_older_ones_are_told_by_a_session_where_they_serve_several(self):
        """Their odoo/http.py looks for no header."""
        for version in ("16.0", "17.0", "18.0"):
            sent = self.sent(version, True)
            self.assertEqual(sent["Cookie"], "session_id=s")
            self.assertNotIn("X-Odoo-Database", sent)
            self.assertNotIn("Cookie", self.sent(version, False))

    def test_all_cookies_go_in_one_header(self):
        rows = [("Cookie", "session_id=s"), ("Cookie", "a=1"), ("Cookie", "a=1")]
        request = request_bytes("GET", "/", "erp.example.com", rows)
        self.assertEqual(request.count(b"Cookie:"), 1)
        self.assertIn(b"Cookie: session_id=s; a=1\r\n", request)


class TestSeries(unittest.TestCase):
    def test_our_handshake_brings_what_every_series_demands(self):
        sent = request_bytes(
            "GET", "/websocket", "a", upgrade_headers(new_key(), "http://a")
        )
        names = {
            line.partition(b":")[0].decode().lower() for line in sent.split(b"\r\n")
        }
        self.assertLessEqual(set(REQUIRED_OF_HANDSHAKE), names)

    def test_each_recorded_series_of_websockets_answers_its_health(self):
        for number in filter(lambda one: one > 15, recorded.series()):
            for process in ("http", "evented"):
                known = recorded.answers(number, f"prefork-direct_{process}")
                self.assertEqual(known["websocket health"]["status"], 200)

    def test_the_port_of_the_evented_process_has_its_name_of_that_series(self):
        self.assertEqual(habits_of(15).evented_port, "longpolling_port")
        for number in (16, 17, 18, 19, None):
            self.assertEqual(habits_of(number).evented_port, "gevent_port")

    def test_an_odoo_of_no_known_version_is_taken_for_the_newest(self):
        for version in (None, "", "master", "20.0"):
            self.assertIs(habits_of_version(version), habits_of(19))

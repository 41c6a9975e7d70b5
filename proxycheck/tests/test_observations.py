"""What may come in from a browser, and what may go into a database."""

import json
import unittest

from ..errors import BadObservation
from ..judge.facts import Facts
from ..observation import MAX_FACTS_BYTES, Observation, cut, latest, plain
from ..words import Status, Vantage

GOOD = {
    "probe": "echo",
    "vantage": "browser",
    "status": "seen",
    "duration_ms": 3.5,
    "facts": {"outcome": "answered"},
}
BAD = {
    "no object": ["echo"],
    "no probe": {**GOOD, "probe": None},
    "a probe that is too long": {**GOOD, "probe": "x" * 65},
    "an unknown vantage": {**GOOD, "vantage": "moon"},
    "a vantage of another type": {**GOOD, "vantage": ["browser"]},
    "an unknown status": {**GOOD, "status": "guessed"},
    "facts that are no object": {**GOOD, "facts": [1, 2]},
    "facts that are too many": {**GOOD, "facts": {"x": "x" * MAX_FACTS_BYTES}},
    "facts that are no JSON": {**GOOD, "facts": {"x": float("nan")}},
    "facts of objects": {**GOOD, "facts": {"x": object()}},
    "a duration that is no number": {**GOOD, "duration_ms": "soon"},
    "a duration that is not finite": {**GOOD, "duration_ms": "nan"},
    "a duration below zero": {**GOOD, "duration_ms": -1},
    "a duration beyond all numbers": {**GOOD, "duration_ms": 10**400},
    "a reason that is no text": {**GOOD, "because": 5},
}


class TestObservations(unittest.TestCase):
    def test_what_was_written_is_read_back(self):
        seen = Observation.from_dict({**GOOD, "because": "so"})
        self.assertEqual(Observation.from_dict(seen.as_dict()), seen)
        self.assertEqual((seen.key, seen.seen), ("browser.echo", True))

    def test_anything_malformed_is_refused_in_a_sentence(self):
        for name, row in BAD.items():
            with self.subTest(name), self.assertRaises(BadObservation) as refusal:
                Observation.from_dict(row)
            self.assertRegex(str(refusal.exception), r"^[A-Z“].+\.$")

    def test_what_no_database_keeps_is_replaced(self):
        seen = Observation.from_dict({**GOOD, "facts": {"a\0": ["b\ud800", 10**400]}})
        self.assertEqual(seen.facts, {"a\ufffd": ["b\ufffd", None]})
        json.dumps(seen.as_dict(), allow_nan=False, ensure_ascii=False).encode()

    def test_facts_are_bounded_in_length_number_and_depth(self):
        deep = []
        for _level in range(100):
            deep = [deep]
        bounded = plain({"deep": deep, "text": "x" * 9999, "rows": list(range(9999))})
        self.assertEqual((len(bounded["text"]), len(bounded["rows"])), (1024, 200))
        self.assertLess(len(json.dumps(bounded["deep"])), 30)

    def test_bytes_from_the_wire_become_printable_text(self):
        self.assertEqual(cut(b"caf\xc3\xa9\xff\x1b[2J"), "café\ufffd\ufffd[2J")

    def test_the_later_of_two_observations_counts(self):
        first = Observation("echo", Vantage.SERVER, Status.FAILED)
        second = Observation("echo", Vantage.SERVER, Status.SEEN)
        self.assertEqual(latest([first, second]), {"server.echo": second})


class TestFacts(unittest.TestCase):
    def test_what_is_missing_or_of_another_type_reads_as_nothing(self):
        for wrong in (None, [], {}, True, "x", 5, float("nan"), float("inf"), 10**400):
            facts = Facts(a=wrong)
            self.assertIsInstance(facts.text("a"), str)
            self.assertIn(facts.number("a"), (None, 5))
            self.assertIs(facts.flag("a"), wrong is True)
            self.assertIsInstance(facts.part("a"), Facts)
            self.assertEqual((facts.rows("a"), facts.texts("a")), ([], []))
            self.assertIsNone(Facts(received=wrong).received("host"))
            self.assertEqual(Facts(headers=wrong).header("a"), "")

"""How the limit of request bodies is searched: in how many rounds, on which connections."""

import unittest
from types import SimpleNamespace
from unittest.mock import Mock, patch

from ..look.spares import Spares
from ..probes import body_limit
from ..probes.body_limit import MIB
from ..wire.dial import Outcome, Unanswered

WANTED = 128 * MIB


def searched(limit, round_trip, paths=("/",)):
    """Return the borders of `paths`, and how many questions each round asked."""
    rounds = []

    def together(calls):
        answers = [call() for call in calls]
        rounds.append(sum(isinstance(one, dict) for one in answers))
        return answers

    def ask_size(_line, _path, size, _spares=None):
        return {"outcome": "answered", "status": 100, "refused": size > limit}

    line = SimpleNamespace(
        connections=SimpleNamespace(round_trip=round_trip), open=Mock()
    )
    with (
        patch.object(body_limit, "together", together),
        patch.object(body_limit, "ask_size", ask_size),
    ):
        return body_limit.borders(line, list(paths), WANTED), [n for n in rounds if n]


class TestSearch(unittest.TestCase):
    def test_over_a_long_way_what_people_write_is_found_to_the_byte_in_two_rounds(self):
        for megabytes in (1, 2, 3, 7, 10, 14, 20, 24, 25, 40, 50, 64, 100):
            border, rounds = searched(megabytes * MIB, 0.1)
            whole = megabytes * MIB
            self.assertEqual(border, {"/": (whole, whole + 1)}, megabytes)
            self.assertEqual(len(rounds), 2, megabytes)
            self.assertLessEqual(max(rounds), body_limit.SPARE)

    def test_over_a_long_way_an_odd_one_is_found_to_a_sixteenth_in_two_rounds(self):
        for limit in (1_500_000, 3_141_592, 77_777_777):
            border, rounds = searched(limit, 0.1)
            passes, refused = border["/"]
            self.assertTrue(passes <= limit < refused)
            self.assertLessEqual(refused - passes, passes / 16)
            self.assertEqual(len(rounds), 2)

    def test_near_by_every_limit_is_found_to_the_byte(self):
        for limit in (1_500_000, 3_141_592, 77_777_777, 24 * MIB):
            border, _rounds = searched(limit, 0.001)
            self.assertEqual(border, {"/": (limit, limit + 1)})

    def test_what_one_path_shows_is_found_on_the_others(self):
        for limit in (3_141_592, 24 * MIB):
            border, _rounds = searched(limit, 0.1, ["/", "/a", "/b"])
            self.assertEqual(len(set(border.values())), 1)


class TestSpares(unittest.TestCase):
    def setUp(self):
        self.opened = [Mock(name=f"connection {number}") for number in range(3)]
        self.line = Mock()
        self.line.open = Mock(side_effect=self.opened)

    def test_each_is_taken_once_and_the_others_are_closed(self):
        with Spares(self.line, "/", 1) as spares:
            spares.open(2)
            taken = spares.take()
        spares._pool.shutdown(wait=True)
        closed = [one for one in self.opened if one.close.called]
        self.assertEqual(len(closed), self.line.open.call_count - 1)
        self.assertNotIn(taken, closed)
        self.assertIsNone(spares.take())

    def test_one_that_could_not_be_opened_is_none(self):
        self.line.open.side_effect = Unanswered(Outcome.REFUSED)
        with Spares(self.line, "/", 1) as spares:
            spares.open(1)
            self.assertIsNone(spares.take())

    def test_what_was_closed_meanwhile_is_asked_on_another_connection(self):
        answers = [{"outcome": "closed"}, {"outcome": "answered"}]
        with (
            patch.object(body_limit, "_answer", Mock(side_effect=answers)),
            Spares(self.line, "/", 1) as spares,
        ):
            spares.open(1)
            answer = body_limit.ask_size(self.line, "/", MIB, spares)
        self.assertEqual(answer, answers[1])
        self.assertEqual(self.line.open.call_count, 2)


if __name__ == "__main__":
    unittest.main()

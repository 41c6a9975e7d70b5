"""What browsers tell of lost connections convicts nobody on one person's word."""

import unittest

from ..judge.facts import Facts
from ..rules.timeouts import websocket_lifetimes_peak as peak

CUT = 1006


def told(*rows, count=None):
    """Facts of rows ``(seconds, count, users)``."""
    named = [
        {"seconds": seconds, "close_code": CUT, "count": number, "users": users}
        for seconds, number, users in rows
    ]
    total = sum(row["count"] for row in named) if count is None else count
    return Facts({"count": total, "rows": named})


def judged(*rows, count=None):
    """What the rule says of them."""
    return peak.check.check(told(*rows, count=count))


class TestLifetimes(unittest.TestCase):
    def test_three_users_are_enough_and_two_are_not(self):
        self.assertIsNone(judged((20, 500, 1)))
        self.assertIsNone(judged((20, 500, 2)))
        self.assertEqual(judged((20, 30, 3)).values["users"], 3)

    def test_it_is_never_more_than_a_warning(self):
        for seconds in (5, 20, 45, 50, 60, 3600):
            self.assertIsNone(judged((seconds, 900, 50)).severity)
        self.assertEqual(peak.check.severity.value, "warning")

    def test_a_minority_of_cuts_is_no_peak_though_few_bars_are_told(self):
        self.assertIsNone(judged((20, 30, 3), count=100))
        self.assertIsNotNone(judged((20, 60, 3), count=100))

    def test_the_second_that_is_named_is_the_highest_of_the_peak(self):
        found = judged((19, 1, 3), (20, 25, 3), (300, 2, 0))
        self.assertEqual((found.values["seconds"], found.values["count"]), (20, 26))

    def test_one_user_with_many_cuts_does_not_hide_what_the_others_meet(self):
        """The highest window is one person's; that of three is looked at as well."""
        found = judged((60, 30, 3), (7, 29, 1))
        self.assertEqual(found.values["seconds"], 60)

    def test_what_lived_no_second_is_no_peak(self):
        self.assertIsNone(judged((0, 500, 9)))

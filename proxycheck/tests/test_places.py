"""Places at Odoo's workers, and what a check whose time is up says of real time."""

import math
import threading
import time
import unittest
from unittest.mock import Mock

from ..look.line import OutOfTime
from ..look.places import CLEARING, Places
from ..probes import roundtrip


class TestPlaces(unittest.TestCase):
    def test_of_whom_nothing_is_known_the_place_is_kept_until_the_answer(self):
        places = Places(1)
        with places.taken(0.0, math.inf, time.monotonic() + 1):
            with self.assertRaises(TimeoutError):
                with places.taken(0.0, math.inf, time.monotonic() + 0.05):
                    pass
        with places.taken(0.0, math.inf, time.monotonic() + 1):
            pass

    def test_a_place_is_free_when_the_worker_is_however_long_the_answer_travels(self):
        places, begin = Places(1), time.monotonic()
        with places.taken(5.0, 0.02, begin + 1):
            with places.taken(5.0, 0.02, begin + 1):
                waited = time.monotonic() - begin
        self.assertGreaterEqual(waited, 0.02 + CLEARING)
        self.assertLess(waited, 1)

    def test_who_is_overdue_keeps_its_place(self):
        places = Places(1)
        with places.taken(0.01, 0.01, time.monotonic() + 1):
            time.sleep(0.1)
            with self.assertRaises(TimeoutError):
                with places.taken(0.01, 0.01, time.monotonic() + 0.05):
                    pass

    def test_the_urgent_go_first(self):
        places, order = Places(1), []

        def enter(urgent):
            with places.taken(0.0, math.inf, time.monotonic() + 5, urgent):
                order.append(urgent)

        with places.taken(0.0, math.inf, time.monotonic() + 5):
            threads = [threading.Thread(target=enter, args=[u]) for u in (False, True)]
            for thread in threads:
                thread.start()
                time.sleep(0.1)
        for thread in threads:
            thread.join()
        self.assertEqual(order, [True, False])


class TestPatience(unittest.TestCase):
    def test_a_notification_without_time_to_arrive_is_not_lost(self):
        """Over 200 ms a check met its deadline and accused the proxy of losing it."""
        now = time.monotonic()
        for sent in ({}, {"nonce": now - roundtrip.WAIT / 2}):
            with self.assertRaises(OutOfTime):
                roundtrip.demand_patience(Mock(sent=sent))
        roundtrip.demand_patience(Mock(sent={"nonce": now - roundtrip.WAIT - 1}))


if __name__ == "__main__":
    unittest.main()

"""How many of Odoo's HTTP workers a check keeps busy, estimated from a distance.

Over a long way a request is on its way for most of the time that we wait for it, and
keeps a worker busy only in between. Who waits for each answer before asking the next
leaves Odoo idle; so a place is counted for the time in which the worker is at it.
"""

import bisect
import itertools
import math
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass

#: Seconds for which a worker goes on after its answer: it closes the connection and
#: writes its line (10 ms and more on two processors that are busy).
CLEARING = 0.015


@dataclass(eq=False)
class Stay:
    """One request at Odoo: when it arrives there, and when its worker is free again."""

    arrives: float
    leaves: float
    half: float  # seconds from there to us
    heard: bool = False

    @property
    def past(self):
        """Whether it is over, as everybody knows."""
        return self.heard and self.leaves < time.monotonic()

    def ends(self, now):
        """When its worker is free; of one that is overdue nobody knows, until it is heard."""
        due = self.heard or now < self.leaves + self.half
        return self.leaves if due else math.inf


class Places:
    """Places at Odoo's workers, given in the order in which they are asked for."""

    def __init__(self, count):
        self._count = count
        self._stays, self._queue = [], []
        self._turns = itertools.count()
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, half, busy, until, urgent=False):
        """Wait for a place; raise `TimeoutError` where there is none before `until`.

        `half` is how many seconds away Odoo is, `busy` for how many the worker will be
        at it (infinite: until the answer is here, where the body of this context
        ends). Who is `urgent` is let past the others.
        """
        stay = self._enter(half, busy, until, urgent)
        try:
            yield
        finally:
            with self._changed:
                stay.heard = True
                stay.leaves = time.monotonic() - half + CLEARING
                self._changed.notify_all()

    def _enter(self, half, busy, until, urgent):
        with self._changed:
            turn = (not urgent, next(self._turns))
            bisect.insort(self._queue, turn)
            try:
                self._wait(turn, half, busy, until)
                arrives = time.monotonic() + half
                stay = Stay(arrives, arrives + busy + CLEARING, half)
                self._stays = [s for s in self._stays if not s.past] + [stay]
                return stay
            finally:
                self._queue.remove(turn)
                self._changed.notify_all()

    def _wait(self, turn, half, busy, until):
        while True:
            now = time.monotonic()
            wait = math.inf
            if self._queue[0] == turn:
                wait = self._free_in(now, now + half, busy)
                if wait <= 0:
                    return
            if now >= until:
                raise TimeoutError("no place in time")
            self._changed.wait(min(wait, until - now))

    def _free_in(self, now, begin, busy):
        """Seconds until one that arrives at `begin` would find a place, 0 if it does."""
        ends = [
            stay.ends(now)
            for stay in self._stays
            if stay.arrives < begin + busy + CLEARING and stay.ends(now) > begin
        ]
        return min(ends) - begin if len(ends) >= self._count else 0.0

"""Waiting for leave to keep one of Odoo's HTTP workers busy, and how long that will be."""

import math
import time
from collections import deque
from contextlib import ExitStack, contextmanager

from ..wire.dial import Outcome
from .connections import OutOfTime
from .places import Places

#: A check never keeps more of Odoo's HTTP workers busy than this.
WORKER_SLOTS = 2
#: A place at a worker is counted for as long as the slowest of so many answers took
#: Odoo, and half as long again: that one is late by as much is rare.
SERVICES, MARGIN = 8, 1.5
#: Seconds below which no answer of Odoo's was seen.
LEAST_SERVICE = 0.005


class Workers:
    """Odoo's HTTP workers as seen over some connections (`Connections`)."""

    def __init__(self, connections):
        self.places = Places(WORKER_SLOTS)
        self._connections = connections
        self._services = deque(maxlen=SERVICES)  # seconds that answers took Odoo

    @contextmanager
    def place(self, conversation=None, times=1, lasts=0.0, urgent=False):
        """Wait for leave to keep a worker busy with `times` requests; see `Line.place`."""
        asked, end = time.monotonic(), self._connections.overall.at
        half, busy = self._reckoned(times, lasts)
        with ExitStack() as stack:
            try:
                stack.enter_context(self.places.taken(half, busy, end, urgent))
            except TimeoutError as error:
                raise OutOfTime from error
            if conversation:
                late = conversation.deadline.at + time.monotonic() - asked
                conversation.deadline.at = min(late, end)
            yield

    def served(self, answer, lasts=0.0):
        """Take note of how long a worker took for an answer."""
        if answer["outcome"] == Outcome.ANSWERED:
            service = answer["ms"] / 1000 - self._connections.round_trip - lasts
            self._services.append(max(service, LEAST_SERVICE))

    def _reckoned(self, times, lasts):
        """Seconds to Odoo, and those that its worker will be busy (infinite: unknown)."""
        if not self._services:
            return 0.0, math.inf
        busy = times * (max(self._services) * MARGIN + lasts)
        return self._connections.round_trip / 2, busy

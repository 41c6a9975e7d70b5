"""Connections that are open before it is known what to ask on them.

Over a long way a question on a new connection costs two round trips, or three with TLS,
of which only the last one is the question's own.
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from ..wire import dial
from .connections import OutOfTime


class Spares:
    """Spare connections of one line, which are closed with it if nobody takes them."""

    def __init__(self, line, path, seconds):
        self._line, self._path, self._seconds = line, path, seconds
        self._pool = ThreadPoolExecutor(64, thread_name_prefix="proxycheck.spare")
        self._opening = deque()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._pool.shutdown(wait=False, cancel_futures=True)
        while self._opening:
            self._opening.popleft().add_done_callback(_close)

    def open(self, count):
        """Begin to open so many connections."""
        for _count in range(count):
            opening = self._pool.submit(self._line.open, self._path, self._seconds)
            self._opening.append(opening)

    def take(self):
        """Return an open connection, or None where no spare one came about."""
        try:
            return self._opening.popleft().result()
        except (IndexError, dial.Unanswered, OutOfTime):
            return None


def _close(opening):
    if not opening.cancelled() and not opening.exception():
        opening.result().close()

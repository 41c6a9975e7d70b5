"""Counts messages by kind and area, in memory that does not grow with the log."""

from collections import Counter
from dataclasses import dataclass, field

from .catalogue import LOGS

#: Different paths, upstreams or values of one kind; what comes after them is counted
#: together. A report shows the first few.
MAX_DIFFERENT = 100


@dataclass
class Row:
    """The messages of one kind at one area; times are ``(group of LINE, bytes)``.

    `ours` of the `count` were caused by our own probes.
    """

    kind: object
    area: str | None
    count: int = 0
    ours: int = 0
    first: tuple | None = None
    last: tuple | None = None
    paths: Counter = field(default_factory=Counter)
    upstreams: Counter = field(default_factory=Counter)
    values: Counter = field(default_factory=Counter)


class Tally:
    """What was read: `lines` by log, `other` lines that are of no log, and `rows`."""

    def __init__(self):
        self.lines = dict.fromkeys(LOGS, 0)
        self.other = 0
        self.rows = {}

    def claim(self, log):
        """Count a line that had no beginning of its own to a log after all."""
        self.other -= 1
        self.lines[log] += 1

    # One call a message: a dictionary in between would cost a fifth of the time.
    def add(self, kind, area, time, path, upstream, value, ours):
        """Count one message."""
        row = self.rows.get((kind.code, area))
        if row is None:
            row = self.rows[(kind.code, area)] = Row(kind, area)
        row.count += 1
        row.ours += ours
        if time:
            row.first = row.first or time
            row.last = time
        if path:
            _count(row.paths, path)
        if upstream:
            _count(row.upstreams, upstream)
        if value:
            _count(row.values, value)


def _count(counter, one):
    counter[one if one in counter or len(counter) < MAX_DIFFERENT else ""] += 1

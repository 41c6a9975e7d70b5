"""Finds the kind of a message: all kinds of a log as patterns of bytes."""

import re

from .catalogue import kinds

#: Bytes of a message's beginning by which its kind is remembered, and how many of these.
HEAD, MAX_HEADS = 12, 1000
_GROUP = re.compile(r"(?<!\\)\((?!\?)")


class Finder:
    """The kinds of one log; `may_match` is one pattern of all of them."""

    def __init__(self, log):
        own = [one for one in kinds().values() if one.log == log]
        self._all = [(re.compile(one.begins.encode()), one) for one in own]
        # Without groups Python tries no alternative whose first letter differs.
        either = "|".join(_GROUP.sub("(?:", one.begins) for one in own)
        self.may_match = re.compile(either.encode())
        self._latest = {}

    def begun(self, block, start, end):
        """Return ``(match, Kind)`` of the message that begins at `start`, or None.

        No two kinds of a log match the same message, so the one that a message of the
        same beginning had is tried first.
        """
        head = block[start : start + HEAD]
        compiled, kind = self._latest.get(head, (self.may_match, None))
        found = compiled.match(block, start, end)
        if found and kind:
            return found, kind
        if not kind and not found:
            return None
        for compiled, kind in self._all:
            found = compiled.match(block, start, end)
            if found:
                if len(self._latest) < MAX_HEADS:
                    self._latest[head] = compiled, kind
                return found, kind
        return None

    def within(self, block, start, end):
        """Return ``(match, Kind)`` of the first message anywhere in a line, or None."""
        if not self.may_match.search(block, start, end):
            return None
        found = [
            (match.start(), match, kind)
            for compiled, kind in self._all
            if (match := compiled.search(block, start, end))
        ]
        return min(found, key=lambda one: one[0])[1:]

"""Edits of a text by positions: found by a parser, made in the text itself.

So comments, blank lines and the spelling of all that does not change stay as they are.
"""

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """Put ``new`` in the place of what stands between two positions."""

    start: int
    end: int
    new: str


class Python:
    """A Python source: its tree, and where each node stands in the text."""

    def __init__(self, text):
        self.text = text
        self.tree = ast.parse(text)
        lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))
        self._lines = lines

    def position(self, line, column):
        """Return the place in the text; ``ast`` counts columns in bytes of UTF-8."""
        before = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(before)

    def span(self, node):
        """Return where a node begins and ends."""
        return (
            self.position(node.lineno, node.col_offset),
            self.position(node.end_lineno, node.end_col_offset),
        )

    def code(self, node):
        """Return a node as it is written."""
        start, end = self.span(node)
        return self.text[start:end]

    def lines(self, first, last):
        """Return where these lines begin and end, the first being 1."""
        return self._starts[first - 1], self._starts[last]

    def replace(self, node, new):
        """Return the edit that puts a text in a node's place."""
        return Edit(*self.span(node), new)


def applied(text, edits):
    """Return the text with these edits; those within another one wait for the next turn.

    Return as well whether there was anything to wait for.
    """
    done, waiting, last = [], False, len(text) + 1
    # From the end, so that positions before an edit stay right; inner ones first.
    for edit in sorted(edits, key=lambda one: (one.start, -one.end), reverse=True):
        if edit.end > last:
            waiting = True
            continue
        done.append(edit)
        last = edit.start
    for edit in done:
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text, waiting


def until_settled(text, find):
    """Return the text after all that ``find(Python)`` yields was made, and how many."""
    count = 0
    while edits := list(find(Python(text))):
        text, waiting = applied(text, edits)
        count += len(edits)
        if not waiting:
            break
    return text, count

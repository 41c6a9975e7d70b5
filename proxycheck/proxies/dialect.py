"""A product's own words for a cause: what it is called there, where it stands, what to write."""

from dataclasses import dataclass

from ..words import Word


class Step(Word):
    """What to do with a line, as in the report's ``actions``."""

    ADD = "add"
    REPLACE = "replace"
    REMOVE = "remove"
    SET = "set"


@dataclass(frozen=True)
class Native:
    """A cause in a product's words: its name there, and the steps that mend it.

    `steps` are JSON objects of the report's ``actions``, whose ``%(name)s`` are values of
    the finding. ``where`` begins with the word that opens the block in the product's file.
    """

    name: str
    steps: tuple


def native(name, *steps):
    """Return the `Native` of a directive that is called `name` there."""
    return Native(name, steps)


def add(where, new):
    """Add this line to that block."""
    return {"do": Step.ADD.value, "where": where, "old": "", "new": new}


def put(where, old, new):
    """Replace the line that matches `old` (``…`` is anything); add it where it is missing.

    A ``…`` in `new` is what it was in `old`.
    """
    return {"do": Step.REPLACE.value, "where": where, "old": old, "new": new}


def remove(where, old):
    """Remove the line that matches `old`."""
    return {"do": Step.REMOVE.value, "where": where, "old": old, "new": ""}


def set_to(where, new):
    """Choose this in a console or a static file."""
    return {"do": Step.SET.value, "where": where, "old": "", "new": new}

"""Sentences with values, which are put together when somebody reads them."""

import re
from dataclasses import dataclass, field

from ..observation import one_line

#: ``%(name)s``, and ``%%`` for a percent sign. Nothing else of Python's formatting is
#: known here: a width or a precision could come from a peer and cost any memory.
PLACE = re.compile(r"%(?:%|\((\w+)\)s)")
#: Characters of one value. What a sentence quotes is an example, not the whole answer.
LONGEST = 500


@dataclass(frozen=True)
class Message:
    """An English sentence, marked with ``_lt``, and the values of its ``%(name)s``.

    A value is a text, a number or another `Message`.
    """

    text: str
    values: dict = field(default_factory=dict)

    def __str__(self):
        """The sentence in English."""
        return fill(self.text, self.values)


def stored(value):
    """Return a value as JSON: a text, a number, or ``{"text", "values"}`` of a message.

    Anything else (a list, an object that a peer sent) becomes a text, so that only our
    own messages are ever read as such.
    """
    if isinstance(value, Message):
        values = {name: stored(one) for name, one in value.values.items()}
        return {"text": value.text, "values": values}
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return one_line(str(value))[:LONGEST]


def said(value, translate=str):
    """Return a value, `stored` or not, as a reader is shown it."""
    if isinstance(value, Message):
        value = {"text": value.text, "values": value.values}
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        values = value.get("values")
        values = values if isinstance(values, dict) else {}
        return fill(translate(value["text"]), values, translate)
    return one_line(value) if isinstance(value, str) else str(value)


def fill(text, values, translate=str):
    """Fill the placeholders of a text, each value on one line.

    A value that is not there shows as “?”. What is no placeholder stays as it is, so a
    translation with a broken one still shows its sentence.
    """
    return PLACE.sub(lambda found: _value(found[1], values, translate), text)


def names_in(text):
    """Return the names of a text's placeholders."""
    return {name for name in PLACE.findall(text) if name}


def _value(name, values, translate):
    if name is None:
        return "%"
    return said(values[name], translate) if name in values else "?"

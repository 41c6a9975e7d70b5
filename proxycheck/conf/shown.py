"""Declaring what a file alone shows: a function, named for the rule whose mistake it is.

It gets a `Site` and returns `Shown`, None where nothing is wrong, or `UNKNOWN` where the
file does not tell. Title, symptom, severity, directive and actions are the rule's own; what
was measured there is replaced by a sentence about the file.
"""

from dataclasses import dataclass, field
from typing import Any

from .tree import Node

#: The file does not tell.
UNKNOWN: Any = object()
#: ``{code: function}`` of all that a file may show.
SHOWS = {}


@dataclass
class Shown:
    """A mistake: `at` is the line or the block that has it, `says` what the file says.

    `values` fill the rule's texts and `says`. `severity`, `directive`, `location` and
    `actions` replace the rule's own, as in `evidence`.
    """

    at: Node
    says: str
    values: dict = field(default_factory=dict)
    severity: object = None
    directive: str = ""
    location: str = ""
    actions: tuple = ()


def shows(function):
    """Declare the function as what a file shows of the rule of that name."""
    SHOWS[function.__name__] = function
    return function


def polls_only(function):
    """Declare that it concerns Odoo up to 15 only."""
    return _for_era(function, True)


def websockets_only(function):
    """Declare that it concerns Odoo from 16 on only."""
    return _for_era(function, False)


def _for_era(function, polls):
    function.polls = polls
    return function

"""Reading somebody's nginx configuration: what is written, and what nginx makes of it.

What other parts use:

``read(name)``          a file, or ``-`` for the input → `Configuration`
``read_given(text)``    a text, perhaps the output of ``nginx -T`` → `Configuration`
``Configuration``       ``root`` (a `Node`), ``sources`` (name → `Source`), ``written``
                        (name → its `Statement`s), ``main``, ``whole``, ``notes``
``Source``              one file: ``name``, ``text``, ``offset`` in what was given
``Statement``           one directive or block as written: ``name``, ``args``, ``raw_args``,
                        ``file``, ``line``, ``end_line``, ``start``, ``end`` (places in the
                        source's text), ``body``, and of a block ``opens`` and ``closes``
``Node``                a statement in its place, with includes resolved: ``parent``,
                        ``children``, ``named(name)``, ``first(name)``, ``above()``,
                        ``walk()``, ``block()`` (such as ``location /web``), ``unread``

Both raise `Unreadable` (no text, too large, or nginx-crossplane is missing) and
`Malformed` (nginx would refuse the text), whose texts are sentences for a person.
"""

from .errors import Malformed, Unreadable
from .sources import Source, given, read_file
from .statements import Statement
from .including import load
from .tree import Configuration, Node


def read(name):
    """Return the `Configuration` in a file and what it includes; ``-`` is the input."""
    return load(read_file(name))


def read_given(text, name="<stdin>"):
    """Return the `Configuration` in a text; nothing is read from any disk."""
    return load(given(text, name))


__all__ = [
    "Configuration",
    "Malformed",
    "Node",
    "Source",
    "Statement",
    "Unreadable",
    "read",
    "read_given",
]

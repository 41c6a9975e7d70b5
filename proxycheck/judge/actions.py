"""What heals: lines to add, replace, remove or set, each with the block it belongs to."""

import re
from dataclasses import asdict, dataclass

from ..errors import BadDeclaration
from ..translatable import _lt
from ..words import Word
from .message import fill

#: Stands in `old` for whatever arguments the line has.
ANY = "…"
#: Where a `set` may be made: files and places outside nginx's configuration.
SETTINGS = ("odoo.conf", "System Parameters", "DNS")
#: Blocks of nginx's configuration; the last three are followed by their name.
BLOCKS = re.compile(r"http|server|(?:location|upstream|map) \S.*")


class Do(Word):
    """What to do with a line or a block."""

    ADD = "add"  # this line to that block
    REPLACE = "replace"  # this line by that one; where it is missing, add that one
    REMOVE = "remove"  # this line
    ADD_BLOCK = "add_block"  # this block inside that one
    SET = "set"  # this setting outside nginx


@dataclass(frozen=True)
class Action:
    """One step. An empty `where` is the block that the finding is about.

    `old` and `new` are lines of configuration; ``%(name)s`` stands for a value of the
    finding. Raises `BadDeclaration` when the parts do not fit what is to be done.
    """

    do: Do
    where: str = ""
    old: str = ""
    new: str = ""

    def __post_init__(self):
        """Refuse a step that nobody could follow."""
        problem = _problem(self)
        if problem:
            raise BadDeclaration(f"{self.do} {self.new or self.old!r}: {problem}")

    def as_dict(self):
        """Return the JSON object of the report."""
        return {**asdict(self), "do": self.do.value}


def add(line, where=""):
    """Add this line to the block, where the measurement shows that it is missing."""
    return Action(Do.ADD, where, new=line)


def replace(old, new, where=""):
    """Replace one line of the block. ``…`` in `old` stands for any arguments."""
    return Action(Do.REPLACE, where, old, new)


def put(line, where=""):
    """Replace the block's line of this directive, whatever it says, by this one.

    ``proxy_set_header`` and ``add_header`` are told apart by their first argument.
    """
    words = line.rstrip(";").split()
    known = 2 if words[0] in ("proxy_set_header", "add_header") else 1
    return replace(f"{' '.join(words[:known])} {ANY};", line, where)


def remove(old, where=""):
    """Remove one line of the block. ``…`` in `old` stands for any arguments."""
    return Action(Do.REMOVE, where, old)


def add_block(block, where="server"):
    """Add this whole block inside `where`, instead of one for the same path."""
    return Action(Do.ADD_BLOCK, where, new=block)


def set_to(setting, where="odoo.conf"):
    """Set ``name = value`` outside nginx's configuration."""
    return Action(Do.SET, where, new=setting)


def _problem(action):
    """Why this action does not add up; empty when it does."""
    has = (bool(action.old), bool(action.new))
    if has != _PARTS[action.do]:
        return "old and new do not fit what is to be done."
    if any(text.lstrip().startswith("#") for text in (action.old, action.new)):
        return "a comment is no line to add or to remove."
    if action.do is Do.SET:
        known = action.where in SETTINGS
        return "" if known else f"{action.where!r} is no place for a setting."
    if action.where and not BLOCKS.fullmatch(action.where):
        return f"{action.where!r} is no block of nginx's."
    if action.do is Do.ADD_BLOCK:
        whole = action.new.endswith("}") and _balanced(action.new)
        return "" if whole else "that is no whole block."
    lines = [text for text in (action.old, action.new) if text]
    ends = (";", "{") if action.do is Do.REPLACE else (";",)
    single = all(line.endswith(ends) and "\n" not in line for line in lines)
    return "" if single else "a line of nginx's ends in a semicolon."


#: Whether `old` and `new` are given, by what is to be done.
_PARTS = {
    Do.ADD: (False, True),
    Do.REPLACE: (True, True),
    Do.REMOVE: (True, False),
    Do.ADD_BLOCK: (False, True),
    Do.SET: (False, True),
}


def _balanced(block):
    return block.count("{") == block.count("}") > 0


def filled(actions, values, location):
    """Return the actions as JSON objects, with values in their lines and a place each.

    Only values that are names, addresses or numbers are filled in: a line to paste must
    never hold what a peer wrote (`_PASTABLE`).
    """
    values = pastable(values)
    block = f"location {location}" if location else "server"
    return [
        {
            "do": one["do"],
            "where": one["where"] or block,
            "old": fill(one["old"], values),
            "new": fill(one["new"], values),
        }
        for one in actions
    ]


#: Names, addresses and numbers. Anything else could be a directive of its own.
_PASTABLE = re.compile(r"[\w.:/*\[\]-]*")


def pastable(values):
    """Return the values that may stand in lines to paste, whoever said them."""
    return {n: v for n, v in values.items() if _PASTABLE.fullmatch(str(v))}


def as_text(actions, translate=str):
    """Return `filled` actions as text to paste: each block is named once, above its lines.

    What is no line to paste is a comment, so that the whole text may be pasted.
    """
    lines, where = [], None
    for action in actions:
        if action["where"] != where:
            where = action["where"]
            lines.append(fill(translate(_WHERE), {"where": where}))
        lines += _lines(action, translate)
    return "\n".join(lines)


_WHERE = _lt("# In %(where)s")
_INSTEAD = _lt("# instead of: %(old)s")
_WITHOUT = _lt("# without: %(old)s")


def _lines(action, translate):
    comment = _INSTEAD if action["new"] else _WITHOUT
    if action["old"]:
        yield fill(translate(comment), {"old": action["old"]})
    if action["new"]:
        yield action["new"]

"""Declaring a kind of message: one file under ``kinds/<log>/``, named for what it says."""

import re
from dataclasses import dataclass

from ..errors import BadDeclaration
from ..translatable import _lt
from ..words import Severity
from .areas import LONGPOLLING, PAGES, WEBSOCKET


@dataclass(frozen=True)
class Kind:
    """One kind of message of one log, and what it means in front of Odoo.

    `log` is the folder it stands in. `says` are the log's own words, shortened, which
    nobody translates. `begins` is a pattern of the message, from its first character on
    (in a console: anywhere in the line); its one group, if it has one, is worth telling.
    In an access log a message is a status at an area: `statuses` and `areas`. `rules` are
    the codes of the rules that are about it, likeliest first, by area; those of pages
    count where an area has none of its own. `source` is the file that writes the message,
    `sample` a line with it (of nginx's error log what follows the number of the
    connection).
    """

    code: str
    log: str
    says: str
    title: str
    means: str
    severity: Severity
    directive: str
    rules: dict
    source: str
    begins: str = ""
    sample: str = ""
    statuses: tuple = ()
    areas: tuple = ()
    has_value: bool = False

    def codes(self, area):
        """Return the codes of the rules that are about this message at an area.

        Where no area is known (None) they are those of all.
        """
        if area is None:
            return self.all_codes
        return self.rules[area] or self.rules[PAGES]

    @property
    def all_codes(self):
        """The codes of all areas, each once, in their order."""
        return tuple(dict.fromkeys(code for one in self.rules.values() for code in one))


# Long, for it takes all that a kind declares.
def kind(
    module,
    *,
    says,
    title,
    means,
    severity,
    source,
    directive="",
    begins="",
    sample="",
    statuses=(),
    areas=(PAGES, WEBSOCKET, LONGPOLLING),
    rules=(),
    websocket=(),
    polls=(),
):
    """Return the `Kind` that `module` (its ``__name__``) declares.

    `websocket` and `polls` are the rules where the request was for ``/websocket`` or
    ``/longpolling``. Raises `BadDeclaration` with a sentence.
    """
    package, _dot, code = module.rpartition(".")
    if bool(begins) == bool(statuses):
        raise BadDeclaration(
            f"{code} has either the beginning of a message or statuses."
        )
    groups = re.compile(begins).groups
    if groups > 1:
        raise BadDeclaration(f"{code}: a message has one value that is worth telling.")
    return Kind(
        code=code,
        log=package.rpartition(".")[2],
        says=says,
        title=title,
        means=means,
        severity=severity,
        directive=directive,
        rules={PAGES: rules, WEBSOCKET: websocket, LONGPOLLING: polls},
        source=source,
        begins=begins,
        sample=sample,
        statuses=tuple(statuses),
        areas=tuple(areas),
        has_value=bool(groups),
    )


__all__ = ["LONGPOLLING", "PAGES", "WEBSOCKET", "Kind", "Severity", "_lt", "kind"]

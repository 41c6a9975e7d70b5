"""What a product's right file is, and what its lines have in common with nginx's."""

from collections.abc import Callable
from dataclasses import dataclass

from ...nginx import FORWARDED, UPGRADE
from ..lines import Line

#: By which words of nginx's the rules name what forwards: pages, and real-time messages.
PAGES = ("location /", "proxy_pass")
REALTIME = ("location /websocket", "location /longpolling", "proxy_pass", *UPGRADE)
#: What a product that sets the forwarded headers by itself does with the same line.
BY_ITSELF = tuple(FORWARDED)


@dataclass(frozen=True)
class File:
    """One product's file: its `kind`, a sentence on top, and ``lines(choices)``."""

    kind: str
    head: str
    lines: Callable


def note(reason, *about, location=""):
    """Return a comment that stands where nginx needs a line and this product none."""
    return Line("", reason, about=about, location=location)


def public(choices, default):
    """Return the public port as addresses end with it, empty for the usual one."""
    return "" if choices.listen == default else f":{choices.listen}"

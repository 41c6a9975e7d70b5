"""Declaring a product: how a reverse proxy of its kind is told from others."""

import re
from dataclasses import dataclass, field

from ..words import REDIRECTING

#: Enough of an error page to recognise its writer.
HEAD = 4000


@dataclass(frozen=True)
class Product:
    """One kind of reverse proxy and what shows that it was there.

    `kind` is its word in the report, `name` how people call it. `servers` are the first
    words of its Server header, in lower case. `signs_own_only` says that this header
    stands in answers that it wrote itself, and never in one that it passed on. `page` is
    a pattern of the error pages that it writes, found anywhere in their first `HEAD`
    characters in lower case. `malformed` is the exact answer to a malformed request
    where that has no page: status and the names of its headers. `marks` are headers of
    an answer, or of a request as it arrived, with the pattern of their value: whoever
    sends one was on the way. `adds` are names of headers that all reach Odoo. `dead`
    are the statuses with which it says that nobody is behind it. `cdn` stands nearer to
    visitors than a proxy on the administrator's own machine. `counts_bytes` refuses a
    body that is too large when it has arrived, not when it is announced. `dialect` says
    what a cause is called there, by nginx's directive and its location
    (“proxy_pass /websocket”), or by the directive alone. One that `is_nginx` takes nginx's
    words for all others. `only_on` is the Server header under which its marks count.
    `signs_in` makes it a gateway that asks visitors to sign in before Odoo sees them: a
    pattern of where it redirects them to, in lower case and with the query.
    `documented` is its maker's documentation, where nobody has tried its signs and words
    on a real one.
    """

    kind: str
    name: str
    servers: tuple = ()
    signs_own_only: bool = False
    page: str = ""
    malformed: tuple = ()
    marks: dict = field(default_factory=dict)
    adds: frozenset = frozenset()
    dead: tuple = (502,)
    cdn: bool = False
    counts_bytes: bool = False
    only_on: str = ""
    is_nginx: bool = False
    signs_in: str = ""
    documented: str = ""
    dialect: dict = field(default_factory=dict)

    def native(self, directive, location):
        """Return the `Native` of a cause, or None if its words are not known here."""
        return self.dialect.get(f"{directive} {location}") or self.dialect.get(
            directive
        )

    def wrote(self, answer):
        """Whether it wrote this answer itself (an ``answered`` one, as `exchange` tells)."""
        headers = answer.get("headers", {})
        if self.signs_in and re.search(self.signs_in, leads_to(answer)):
            return True
        if self.page and re.search(self.page, answer.get("body", "")[:HEAD].lower()):
            return True
        if self.signs_own_only and first_word(headers.get("server")) in self.servers:
            return True
        return bool(self.malformed) and self.malformed == (
            answer.get("status"),
            *sorted(headers),
        )

    def marked(self, headers):
        """Whether one of these headers shows that it was on the way."""
        return any(
            re.match(pattern, str(headers.get(name) or ""))
            for name, pattern in self.marks.items()
        )


def leads_to(answer):
    """Return where an answer redirects to, in lower case; empty where it does not."""
    location = answer.get("headers", {}).get("location", "")
    return location.lower() if answer.get("status") in REDIRECTING else ""


def first_word(server):
    """Return the product of a Server header in lower case: “nginx” of “nginx/1.22.1”."""
    return str(server or "").strip().lower().partition("/")[0].partition(" ")[0]

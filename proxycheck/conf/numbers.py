"""Numbers that a file says and a check measured: where they differ, something else answers."""

from dataclasses import dataclass
from typing import Any

from ..judge.message import Message
from ..judge.sentences import size as readable
from ..rules.timeouts.read_timeout_too_short import CLOCKS, DEFAULT
from ..translatable import _lt
from ..words import Status
from .route import PROXY
from .shows.lines import hops
from .tree import Node
from .units import seconds, size

SECONDS = _lt("%(number)s s")
UNLIMITED = _lt("no limit")


@dataclass(frozen=True)
class Differing:
    """A number of the rule `code`: what the line `at` says, and what was measured."""

    code: str
    directive: str
    location: str
    at: Node
    file: Any  # for a person
    wire: Any


def differing(report, site):
    """Return the `Differing` numbers of a report and the site that it was about."""
    found = [_read_timeout(report, site), *_body_limits(report, site)]
    return [one for one in found if one]


def _facts(report, probe):
    """The facts of each vantage at which a probe saw something."""
    for one in report.get("observations") or ():
        if one.get("probe") == probe and one.get("status") == Status.SEEN.value:
            yield one.get("facts") or {}


def _read_timeout(report, site):
    """nginx's ``proxy_read_timeout``: an idle websocket that it cut lived so long."""
    lived = [
        facts["lived_s"]
        for facts in _facts(report, "idle_websocket")
        if facts.get("connected") and not facts.get("held")
        if not facts.get("close_code") and not facts.get("pings_s")
        if isinstance(facts.get("lived_s"), int | float)
    ]
    said = _said(site, site.websocket, "proxy_read_timeout")
    if not lived or said is None:
        return None
    words, node = said
    written = seconds(" ".join(words)) if words else DEFAULT
    wire = min(lived)
    if written is None or abs(written - wire) <= CLOCKS:
        return None
    file, wire = (Message(SECONDS, {"number": round(n)}) for n in (written, wire))
    code, directive = "read_timeout_too_short", "proxy_read_timeout"
    return Differing(code, directive, "/websocket", node, file, wire)


def _body_limits(report, site):
    """nginx's ``client_max_body_size``: the border between what it took and refused."""
    for facts in _facts(report, "body_limit"):
        for path, one in (facts.get("paths") or {}).items():
            if not isinstance(one, dict) or one.get("refused") is not True:
                continue
            taken = one.get("limit_bytes")
            said = _said(site, site.route(str(path)), "client_max_body_size")
            if said is None or not said[0] or not isinstance(taken, int):
                continue
            (words, node), refused = said, one.get("over_bytes")
            written = size(words[0])
            refused = refused if isinstance(refused, int) else taken + 1
            if written is None or taken <= written < refused:
                continue
            if readable(written) == readable(taken):
                continue  # a slow connection has a wide border
            file = readable(written) if written else Message(UNLIMITED, {})
            code, directive = "upload_limit_too_small", "client_max_body_size"
            yield Differing(code, directive, str(path), node, file, readable(taken))
            return


def _said(site, route, name):
    """``(words, node)`` of the directive that surely holds; None where another one may.

    Of a site with a second server of this nginx behind it, either may have set it.
    """
    if route.kind != PROXY or len(hops(route)) > 1 or not site.sure(route, name):
        return None
    words, node = site.value(route, name)
    return words, node or route.block

"""When something was refused with 429 or 503: is it speed, or too many at once?"""

import time

from ..echo import echo_path
from ..fact import number, word
from ..probe import probe
from ..proxies.writer import written_by
from ..vocabulary import LIMITED, LOCATION, STATUS
from ..words import LIMITING, Vantage
from .handshake import shake_hands

PATHS = (("/websocket", "/websocket"), ("/", echo_path()))
#: Asked without a pause: more than a strict limit lets through.
BURST = 6
#: Three people of one office, each with one websocket.
SOCKETS = 3
#: Seconds after which a rate of one a second has leaked one.
PAUSE = 1.3


@probe(
    Vantage.SERVER,
    last=True,
    otherwise={"limited": False},
    ticket=False,
    facts=(
        LIMITED,
        word("kind", "rate (too fast), at_once (too many together) or always"),
        LOCATION,
        number("requests", "how many requests were made without a pause"),
        number("refusals", "how many of them were refused"),
        number("beside", "how many websockets were open beside"),
        STATUS,
        number("after_pause", "the status after a pause", "HTTP status"),
    ),
)
def look(line):
    """Return ``limited`` and, if so, where, how often, and its ``kind``.

    ``rate`` (too fast), ``at_once`` (too many together), or ``always``.
    """
    time.sleep(PAUSE)  # both places rest meanwhile
    for location, path in PATHS:
        facts = _look_at(line, location, path)
        if facts:
            return facts
    return {"limited": False}


def _look_at(line, location, path):
    """The facts of a place that refuses, or None."""
    [alone] = _statuses(line, path)
    beside, at_once = 0, alone
    if alone not in LIMITING:
        beside, at_once = _beside_sockets(line, location, path)
    # On one connection, so that a slow TLS handshake does not pace the requests.
    burst = _statuses(line, path, BURST)
    refused = [status for status in burst if status in LIMITING]
    if not refused and at_once not in LIMITING:
        return None
    time.sleep(PAUSE)
    [after] = _statuses(line, path)
    return {
        "limited": after not in LIMITING or alone not in LIMITING,
        "kind": _kind(alone, at_once, refused, after),
        "location": location,
        "requests": len(burst),
        "refusals": len(refused),
        "status": (refused or [at_once])[0],
        "beside": beside,
        "after_pause": after,
    }


def _statuses(line, path, times=1):
    """The statuses of requests in a row; Odoo has 503s of its own, which limit nothing."""
    answers = line.ask_in_a_row([path] * times, burst=True)
    return [a.get("status") if written_by(a) != "odoo" else None for a in answers]


def _beside_sockets(line, location, path):
    """How many websockets of ours were open, and the status of the next one beside them.

    When all of them opened, it is that of a plain request.
    """
    if location != "/websocket":
        return 0, None
    opened = []
    try:
        for count in range(SOCKETS):
            conversation, facts = shake_hands(line)
            opened.append(conversation)
            if not facts.get("accept_ok"):
                return count, facts.get("status")
        return SOCKETS, _statuses(line, path)[0]
    finally:
        for conversation in opened:
            if conversation:
                conversation.close()


def _kind(alone, at_once, refused, after):
    if alone in LIMITING and after in LIMITING:
        return "always"
    return "rate" if refused else "at_once"

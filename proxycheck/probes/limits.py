"""When something was refused with 429 or 503: is it speed, or too many at once?"""

import time

from ..echo import echo_path, spoken_by
from ..probe import probe
from ..words import Vantage
from .handshake import shake_hands

REFUSED = (429, 503)
PATHS = (("/websocket", "/websocket"), ("/", echo_path()))
#: Asked without a pause: more than a strict limit lets through.
BURST = 6
#: Three people of one office, each with one websocket.
SOCKETS = 3
#: Seconds after which a rate of one a second has leaked one.
PAUSE = 1.3


@probe(Vantage.SERVER, last=True)
def look(line):
    """Return ``limited`` and, if so, where, how often, and its ``kind``.

    ``rate`` (too fast), ``at_once`` (too many together), or ``always``.
    """
    for location, path in PATHS:
        time.sleep(PAUSE)
        alone = _status(line, path)
        at_once = (
            _beside_a_socket(line, location, path) if alone not in REFUSED else alone
        )
        burst = [_status(line, path) for _count in range(BURST)]
        refused = [status for status in burst if status in REFUSED]
        if not refused and at_once not in REFUSED:
            continue
        time.sleep(PAUSE)
        after = _status(line, path)
        return {
            "limited": after not in REFUSED or alone not in REFUSED,
            "kind": _kind(alone, at_once, refused, after),
            "location": location,
            "asked": BURST,
            "refused": len(refused),
            "status": (refused or [at_once])[0],
            "after_pause": after,
        }
    return {"limited": False}


def _status(line, path):
    answer = line.ask(path)
    # Odoo has 503s of its own; only what stands in front of it limits.
    return answer.get("status") if spoken_by(answer) != "odoo" else None


def _beside_a_socket(line, location, path):
    """The status of a request, or of a handshake, while a few websockets of ours are open."""
    if location != "/websocket":
        return None
    opened = []
    try:
        for _count in range(SOCKETS):
            conversation, facts = shake_hands(line)
            opened.append(conversation)
            if not facts.get("accept_ok"):
                return facts.get("status")
        return _status(line, path)
    finally:
        for conversation in opened:
            if conversation:
                conversation.close()


def _kind(alone, at_once, refused, after):
    if alone in REFUSED and after in REFUSED:
        return "always"
    return "rate" if refused else "at_once"

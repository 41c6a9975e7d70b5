"""How long an idle websocket lives: the browser's silence, Odoo's pings, somebody's timeout."""

import time

from ..fact import number
from ..login_page import PATH as LOGIN
from ..login_page import worker_version_of
from ..look.line import OutOfTime
from ..probe import probe
from ..vocabulary import (
    CLOSE_CODE,
    CONNECTED,
    ENDED,
    HELD,
    LIVED_S,
    OUTCOME,
    PROVEN,
    STATUS,
)
from ..wire import dial, websocket
from ..words import Depth, Era, Vantage
from .handshake import PATH, shake_hands
from .hold_websocket import ENOUGH

#: Odoo pings after 55 s of silence at the latest (habits.py): a socket that lived to its
#: second ping has shown that nothing on the way cuts one that is pinged.
HOLD = 110.0


@probe(
    Vantage.SERVER,
    era=Era.WEBSOCKET,
    depth=Depth.FULL,
    ticket=False,
    seconds=HOLD,
    facts=(
        OUTCOME,
        CONNECTED,
        HELD,
        PROVEN,
        STATUS,
        LIVED_S,
        number("pings_s", "when Odoo's pings came"),
        CLOSE_CODE,
        ENDED,
    ),
)
def look(line):
    """Return ``lived_s`` and how it ``ended``; ``held`` when it outlived the probe."""
    conversation, facts = opened(line, HOLD)
    if conversation is None:
        return facts
    if line.ticket and not line.known(PATH):
        conversation.close()
        return {"connected": True, "held": None, "proven": False}
    return {"connected": True, **_lived(conversation)}


def opened(line, seconds):
    """Open a websocket to listen on; return ``(conversation or None, facts)``.

    Without a ticket, Odoo's page tells the version without which Odoo 17 and later close
    the websockets of who names himself.
    """
    version = None
    if not line.ticket:
        version = worker_version_of(line.ask(LOGIN).get("body", ""))
    conversation, facts = shake_hands(line, seconds, version)
    if conversation and not facts.get("accept_ok"):
        conversation.close()
        conversation = None
    told = {"status": facts.get("status"), "outcome": facts["outcome"]}
    return conversation, {"connected": conversation is not None, **told}


def _lived(conversation):
    """Listen until the websocket ends; return how long it lived, and how it ended."""
    frames, start = websocket.Frames(conversation), time.monotonic()
    for _message in frames.messages():
        continue
    held = frames.ended.get("outcome") == dial.Outcome.TIMEOUT
    conversation.close()
    lived = time.monotonic() - start
    if held and lived < ENOUGH:
        raise OutOfTime  # ours ended before Odoo's first ping or nginx's default
    return {
        "held": held,
        "lived_s": round(lived, 1),
        "pings_s": [round(ms / 1000, 1) for ms in frames.pings_ms],
        "close_code": frames.ended.get("close_code"),
        "ended": frames.ended,
    }

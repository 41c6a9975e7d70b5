"""How long the way keeps a websocket on which nobody sends anything: the timeout to the second.

Odoo pings an idle websocket after 40 to 55 s, so an idle one shows no longer silence. It
pings none of which a frame is under way: it reads the rest first (recv_bytes in
bus/websocket.py, 16 to 19). So the first of a frame's bytes makes it silent, without a key.
"""

import time

from websocket import ABNF

from ..fact import flag, number
from ..look.line import NotMeasured, OutOfTime
from ..probe import probe
from ..translatable import _lt
from ..vocabulary import CONNECTED, ENDED, HELD, HELD_S, OUTCOME, STATUS
from ..wire import dial, websocket
from ..words import Depth, Era, Vantage
from .hold_websocket import ENOUGH, ROOM, SECONDS
from .idle_websocket import opened

NOT_SILENT = _lt(
    "Odoo closed the websocket or sent something, so the proxy's timeout was not measured."
)


@probe(
    Vantage.SERVER,
    era=Era.WEBSOCKET,
    depth=Depth.FULL,
    ticket=False,
    stranger=True,
    seconds=SECONDS,
    facts=(
        OUTCOME,
        CONNECTED,
        HELD,
        flag("cut", "whether it was ended before the time that was asked for"),
        STATUS,
        number("asked_s", "for how long silence was asked for"),
        HELD_S,
        ENDED,
    ),
)
def look(line):
    """Return ``held_s``, for how long it was kept; ``cut`` if it was ended before ``asked_s``."""
    seconds = int(min(SECONDS, line.overall.left() - ROOM))
    conversation, facts = opened(line, seconds)
    if conversation is None:
        return facts
    return {**facts, "asked_s": seconds, **_silence(conversation)}


def _silence(conversation):
    """Begin a frame and wait; return when and how the websocket ended."""
    frames, start = websocket.Frames(conversation), time.monotonic()
    # Nobody asked for this pong, which RFC 6455 allows (section 5.5.3); it says nothing.
    pong = ABNF.create_frame(b"", ABNF.OPCODE_PONG).format()
    try:
        conversation.sendall(pong[:1])
        sent = any(True for _message in frames.messages())
    finally:
        conversation.close()
    held_s = round(time.monotonic() - start, 1)
    if sent or frames.pings_ms or "close_code" in frames.ended:
        raise NotMeasured(NOT_SILENT)
    held = frames.ended.get("outcome") == dial.Outcome.TIMEOUT
    if held and held_s < ENOUGH:
        raise OutOfTime
    return {"held_s": held_s, "held": held, "cut": not held, "ended": frames.ended}

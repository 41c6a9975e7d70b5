"""Whether a response arrives as Odoo sends it, or is buffered."""

from ..answer import ANSWER, answer_facts
from ..fact import number
from ..probe import probe
from ..vocabulary import BODY_BYTES, SPREAD_MS
from ..words import Vantage

CHUNKS = 4
GAP = 0.1  # seconds: 4 chunks take 0.3 s, the floor of a quick check
SIZE = 64  # bytes of a chunk
#: Sent over 300 ms: what arrives within a third of that was held back somewhere,
#: and a loaded machine alone stretches the time, it does not shrink it.
LASTS = (CHUNKS - 1) * GAP
TOGETHER_MS = LASTS * 1000 / 3


PIECES = (
    number("chunks_ms", "when each piece of the body arrived"),
    BODY_BYTES,
    number("expected_bytes", "the length of the whole body"),
    SPREAD_MS,
)
STREAM = (*ANSWER, *PIECES)


@probe(Vantage.SERVER, seconds=LASTS, facts=STREAM)
def look(line):
    """Return facts of a stream that the block of ``/`` routes (see `stream`)."""
    return stream(line)


def stream(line, block=""):
    """Ask for a stream on which Odoo says nothing of buffering; return what arrived when.

    `block` is the prefix of the paths that the proxy is to route it by. ``spread_ms`` is
    the time between the first and the last piece: about 300 as sent, about 0 when held
    back.
    """
    asked = f"chunks={CHUNKS}&gap={GAP}&size={SIZE}&accel=none"
    path = f"{block}/proxy_health/stream?{asked}"
    # It takes longest of all, so whoever waits for it does not wait for others as well.
    answer = line.ask(path, lasts=LASTS, urgent=True)
    facts = answer_facts(answer)
    arrived = answer.get("chunks_ms", [])
    facts["chunks_ms"] = arrived
    facts["body_bytes"] = answer.get("body_bytes")
    facts["expected_bytes"] = CHUNKS * SIZE
    facts["spread_ms"] = round(arrived[-1] - arrived[0], 1) if arrived else None
    facts["snippet"] = facts["snippet"][:40]
    return facts

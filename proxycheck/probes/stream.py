"""Whether a response arrives as Odoo sends it, or is buffered."""

from ..answer import ANSWER, answer_facts
from ..fact import number, part
from ..look.together import together
from ..probe import probe
from ..vocabulary import BODY_BYTES, SPREAD_MS
from ..words import Vantage

CHUNKS = 4
GAP = 0.1  # seconds: 4 chunks take 0.3 s, the floor of a quick check
#: Sent over 300 ms: what arrives within a third of that was held back somewhere,
#: and a loaded machine alone stretches the time, it does not shrink it.
LASTS = (CHUNKS - 1) * GAP
TOGETHER_MS = LASTS * 1000 / 3


#: What may leave of the facts of one stream.
PIECES = (
    number("chunks_ms", "when each piece of the body arrived"),
    BODY_BYTES,
    number("expected_bytes", "the length of the whole body"),
    SPREAD_MS,
)
STREAM = (*ANSWER, *PIECES)


@probe(
    Vantage.SERVER,
    seconds=LASTS,
    facts=(
        *STREAM,
        part("accel_no", "the same with X-Accel-Buffering: no", *STREAM),
        part("padded", "the same with larger pieces", *STREAM),
    ),
)
def look(line):
    """Return facts of the plain stream; where it is held back, also of its variants.

    ``spread_ms`` is the time between the first and the last piece: about 300 as
    sent, about 0 when held back.
    """
    facts = stream(line, accel="none")
    if held_back(facts):
        facts["accel_no"], facts["padded"] = together(
            [
                lambda: stream(line, accel="no"),
                lambda: stream(line, accel="none", size=8192),
            ]
        )
    return facts


def stream(line, accel, size=64, block=""):
    """Ask for the stream once; `accel` is what Odoo says in X-Accel-Buffering.

    `block` is the prefix of the paths that the proxy is to route it by.
    """
    asked = f"chunks={CHUNKS}&gap={GAP}&size={size}&accel={accel}"
    path = f"{block}/proxy_health/stream?{asked}"
    # It takes longest of all, so whoever waits for it does not wait for others as well.
    answer = line.ask(path, lasts=LASTS, urgent=True)
    facts = answer_facts(answer)
    arrived = answer.get("chunks_ms", [])
    facts["chunks_ms"] = arrived
    facts["body_bytes"] = answer.get("body_bytes")
    facts["expected_bytes"] = CHUNKS * size
    facts["spread_ms"] = round(arrived[-1] - arrived[0], 1) if arrived else None
    facts["snippet"] = facts["snippet"][:40]
    return facts


def held_back(facts):
    """Whether a whole stream came in one piece."""
    whole = (
        facts.get("status") == 200 and facts["body_bytes"] == facts["expected_bytes"]
    )
    return whole and facts["spread_ms"] < TOGETHER_MS

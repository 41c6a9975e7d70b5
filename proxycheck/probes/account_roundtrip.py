"""A notification to oneself, sent by who has signed in and received as a browser does."""

import time

from .. import jsonrpc
from ..account.bus import bus_of, listener
from ..fact import flag, text
from ..look.line import PATIENCE, NotMeasured
from ..probe import probe
from ..translatable import _lt
from ..vocabulary import (
    CLOSE_CODE,
    CONNECTED,
    DELIVERED,
    ENDED,
    LATENCY_MS,
    OUTCOME,
    SENT,
    STATUS,
    WAITED_S,
)
from ..wire import dial
from ..words import Realtime, Vantage
from .roundtrip import SETTLE, WAIT, Sender, demand_patience

NOT_SENT = _lt("Odoo did not let this user send itself a notification.")


@probe(
    Vantage.SERVER,
    ticket=False,
    account=True,
    seconds=SETTLE,
    realtime=Realtime.DELIVERED,
    facts=(
        OUTCOME,
        STATUS,
        text("said", "what Odoo said of a poll that it refused"),
        CONNECTED,
        flag("caught_up", "whether the first batch held what was sent before"),
        DELIVERED,
        LATENCY_MS,
        WAITED_S,
        CLOSE_CODE,
        SENT,
        ENDED,
    ),
)
def look(line):
    """Return ``connected``, ``caught_up``, ``delivered``, ``latency_ms`` and how it ended.

    ``caught_up``: one that was sent before came with the first batch, which Odoo reads
    from its table. Only later ones are carried by PostgreSQL's NOTIFY.
    """
    session = line.account
    bus = bus_of(session, session.line(line.overall))
    if not _went(bus.send("before")):
        raise NotMeasured(NOT_SENT)
    ears = listener(bus)
    try:
        facts = _heard(bus, ears)
    finally:
        ears.close()
    return {"outcome": "answered", **ears.facts, **facts}


def _heard(bus, ears):
    start = time.monotonic()
    batches = ears.batches(PATIENCE + WAIT)
    before = {row.get("id") for row in next(batches, ()) if bus.is_ours(row)}
    facts = {"caught_up": bool(before), "delivered": False, "latency_ms": None}
    if before:
        sender = Sender(bus.send)
        sender.start()
        for rows in batches:
            if any(bus.is_ours(row) and row.get("id") not in before for row in rows):
                since = min(sender.sent.values(), default=start)
                latency = dial.milliseconds(since)
                facts |= {"delivered": True, "latency_ms": latency}
                break
        sender.stop()
        if not facts["delivered"]:
            demand_patience(sender)
        facts["sends"] = sender.answers
    return {**facts, "waited_s": round(time.monotonic() - start, 1)}


def _went(answer):
    """Whether Odoo took a notification; an error stands in an answer with status 200.

    What returns nothing has no ``result`` up to 15 (odoo/http.py, _json_response).
    """
    document = jsonrpc.json_of(answer)
    return document.get("jsonrpc") == "2.0" and "error" not in document

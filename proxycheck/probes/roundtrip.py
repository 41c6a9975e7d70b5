"""The proof that the bus works: a notification sent now and received over the websocket."""

import json
import math
import secrets
import threading
import time
from functools import partial

from ..look.line import PATIENCE, OutOfTime
from ..probe import probe
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
from ..wire import dial, websocket
from ..words import Era, Realtime, Vantage
from .handshake import PATH, shake_hands

#: Odoo's dispatcher wakes within milliseconds of the NOTIFY; three notifications a
#: second apart, with PATIENCE on top (7 s in all), leave room for a loaded machine.
WAIT = 3.0
SENDS = 3
#: The subscription is read by the server's loop after the frame arrived: a
#: notification sent in the same instant may fall before it.
SETTLE = 0.05


@probe(
    Vantage.DIRECT,
    Vantage.SERVER,
    era=Era.WEBSOCKET,
    seconds=SETTLE,
    realtime=Realtime.DELIVERED,
    facts=(
        OUTCOME,
        CONNECTED,
        DELIVERED,
        STATUS,
        LATENCY_MS,
        WAITED_S,
        CLOSE_CODE,
        SENT,
        ENDED,
    ),
)
def look(line):
    """Return ``connected``, ``delivered``, ``latency_ms``, ``waited_s`` and how it ended."""
    conversation, facts = shake_hands(line, PATIENCE + WAIT)
    facts = {
        "connected": bool(facts.get("accept_ok")),
        "status": facts.get("status"),
        "outcome": facts["outcome"],
        "delivered": False,
    }
    if not facts["connected"]:
        if conversation:
            conversation.close()
        return facts
    frames = websocket.Frames(conversation)
    if line.known(PATH):
        facts.update(_round_trip(line, frames))
    else:
        # The channel's name is the token: a stranger is not told it, and so nothing is
        # known of notifications either.
        facts["delivered"] = None
    frames.goodbye()
    return facts


def _round_trip(line, frames):
    ticket, start = line.ticket, time.monotonic()
    frames.send_json(
        {
            "event_name": "subscribe",
            "data": {"channels": [ticket.channel], "last": ticket.bus_last_id},
        }
    )
    sender = Sender(partial(notify, line))
    sender.start()
    delivered = _first_delivered(frames, sender)
    sender.stop()
    if not delivered and frames.ended.get("outcome") == dial.Outcome.TIMEOUT:
        demand_patience(sender)
    return {
        **delivered,
        "sends": sender.answers,
        "waited_s": round(time.monotonic() - start, 1),
        "ended": frames.ended,
        "close_code": frames.ended.get("close_code"),
    }


def _first_delivered(frames, sender):
    """Wait for one of our notifications; return its facts, or none."""
    for nonce in received_nonces(frames):
        sent = dict(sender.sent)
        if nonce in sent:
            return {"delivered": True, "latency_ms": dial.milliseconds(sent[nonce])}
    return {}


def demand_patience(sender):
    """Raise `OutOfTime` if we hung up before a notification had the time to arrive.

    The check's own end, or a long wait for a place at Odoo's workers, cuts it short.
    """
    sent = min(sender.sent.values(), default=math.inf)
    if time.monotonic() - sent < WAIT:
        raise OutOfTime


def received_nonces(frames):
    """Yield the nonces of our own notifications as they arrive."""
    for text in frames.messages():
        try:
            messages = json.loads(text)
            for row in messages if isinstance(messages, list) else ():
                message = row.get("message") or {}
                if message.get("type") == "proxy_health/ping":
                    yield str(message["payload"]["nonce"])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue


class Sender(threading.Thread):
    """Sends up to `SENDS` notifications from Odoo's HTTP workers, until stopped.

    `send` takes a nonce and returns the answer's facts.
    """

    def __init__(self, send):
        super().__init__(daemon=True, name="proxycheck.notify")
        self.send = send
        self.sent = {}
        self.answers = []
        self.done = threading.Event()

    def run(self):
        """Send, wait, send again: a notification may fall between two stools, three do not."""
        for _count in range(SENDS):
            if self.done.wait(SETTLE):
                return
            nonce = secrets.token_hex(8)
            self.sent[nonce] = time.monotonic()
            try:
                answer = self.send(nonce)
            except OutOfTime:
                return
            self.answers.append({k: answer.get(k) for k in ("outcome", "status")})
            if self.done.wait(WAIT / SENDS):
                return

    def stop(self):
        """Send no more."""
        self.done.set()


def notify(line, nonce):
    """Have Odoo notify our channel, by the surest way there is."""
    way = line.surest if line.surest.known() else line
    return way.ask(
        "/proxy_health/notify",
        method="POST",
        body=json.dumps({"nonce": nonce}).encode(),
        headers=[("Content-Type", "application/json")],
        urgent=True,  # a websocket is held open until it arrives
    )

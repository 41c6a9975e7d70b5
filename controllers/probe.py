"""What probes call: each answer says how its request arrived.

Every route stands under each prefix of the real traffic, so that the very ``location``
block that is judged routes it, and opens only to the token of a ticket. What a token
may cost is bounded: seconds, bytes, answers at once.
"""

import json
import os
import secrets
import time
from collections import Counter

from werkzeug.routing import WebsocketMismatch

import odoo
from odoo.http import Controller, request, route

from ..proxycheck.words import TOKEN_HEADER
from ..tools import arrival, ticket
from . import holding
from .answers import (
    answer,
    as_json,
    asked_headers,
    bounded,
    challenge_answer,
    dripping,
    refusal,
    ticket_values,
    token,
)

PREFIXES = ("", "/websocket", "/longpolling", "/web")

# Routes that answer a challenge, and so all that its session opens.
CHALLENGED = {ticket.CHALLENGE_ONLY: True}

MAX_PAD_BYTES = 64 * 1024
MAX_STREAM_SECONDS = 1.0
MAX_STREAM_BYTES = 256 * 1024
MAX_PINGS = 20
MAX_NONCE_LENGTH = 64
MAX_NOTIFY_BYTES = 1024

_pings = Counter()


def _probe(paths, **routing):
    """Declare a probe route; Odoo makes it read-only, as nobody is logged in."""
    everyone = {"type": "http", "auth": "none", "csrf": False, "save_session": False}
    return route(paths, **everyone, **routing)


def _paths(name):
    """Return a route's paths; the last part makes an address fresh (proxycheck/fresh.py)."""
    paths = [f"{prefix}/proxy_health/{name}" for prefix in PREFIXES]
    return [*paths, *(f"{path}/<string(maxlength=32):fresh>" for path in paths)]


class Probe(Controller):
    @_probe(_paths("echo"), methods=["GET", "POST"], **CHALLENGED)
    def echo(self, **query):
        return _echo(query) if ticket_values() else challenge_answer() or refusal()

    # Werkzeug matches a request that asks for an upgrade to such a route only.
    @_probe(_paths("echo"), methods=["GET"], websocket=True, **CHALLENGED)
    def echo_upgrade(self, **query):
        if ticket_values():
            return _echo(query, websocket_route=True)
        return challenge_answer() or refusal()

    # A handshake whose headers got lost arrives here, at the very path of the real one.
    # Every method does, so that those who bring nothing hear what Odoo says without us.
    @_probe("/websocket", **CHALLENGED)
    def echo_handshake(self, **query):
        answered = None
        if request.httprequest.method == "GET":
            answered = _echo(query) if ticket_values() else challenge_answer()
        if not answered:
            raise WebsocketMismatch()
        return answered

    @_probe(_paths("stream"), methods=["GET", "POST"])
    def stream(self, **query):
        """Answer in several chunks with pauses: what arrives in one was buffered."""
        if not ticket_values():
            return refusal()
        chunks = bounded(query, "chunks", 4, 1, 64)
        size = bounded(query, "size", 64, 1, MAX_STREAM_BYTES // chunks)
        gap = bounded(query, "gap", 0.1, 0.0, MAX_STREAM_SECONDS / chunks)
        accel = query.get("accel")
        headers = {
            "Content-Type": "text/plain; charset=utf-8",
            "X-Accel-Buffering": accel if accel in ("yes", "no") else None,
        }
        return answer(dripping(chunks, gap, size), headers)

    @_probe(_paths("hold"), methods=["GET", "POST"])
    def hold(self, **query):
        """Answer after some seconds: what ends sooner was cut on the way."""
        values = ticket_values()
        if not values:
            return refusal()
        seconds = bounded(query, "seconds", 1.0, 0.0, holding.MAX_SECONDS)
        return holding.hold(seconds, values.get("worker_hold"))

    @_probe(_paths("notify"), methods=["POST"], readonly=False)
    def notify(self, **query):
        """Send a notification to the token's own channel.

        Odoo commits, and so sends it, before the answer leaves.
        """
        values = ticket_values()
        if not values:
            return refusal()
        nonce = _posted_nonce()
        if nonce is None:
            return as_json({"error": "a nonce is needed"}, status=400)
        if not _may_ping(values["nonce"]):
            return as_json({"error": "too many for one token"}, status=429)
        channel = ticket.CHANNEL_PREFIX + token()
        request.env["bus.bus"].sudo()._sendone(channel, ticket.PING, {"nonce": nonce})
        return as_json({"sent": True, "time": time.time()})


def _echo(query, websocket_route=False):
    """Answer how the request arrived, with what proves that this Odoo answers."""
    facts = {
        # The routes above have asked whether there is one.
        "proof": ticket.proof(
            request.env,
            ticket_values()["nonce"],  # pyright: ignore[reportOptionalSubscript]
        ),
        "served": secrets.token_hex(8),  # twice the same: somebody cached it
        "websocket_route": websocket_route,
        "evented": odoo.evented,
        "pid": os.getpid(),
        "uid": request.session.uid,
        "time": time.time(),
        **arrival.facts(request.httprequest, hidden=[TOKEN_HEADER]),
    }
    pad = bounded(query, "pad", 0, 0, MAX_PAD_BYTES)
    if pad:
        facts["pad"] = "proxy health".ljust(pad, ".")[:pad]
    status = 404 if query.get("status") == "404" else 200
    return as_json(facts, status, asked_headers(query))


def _posted_nonce():
    """Return the nonce of a notification's body, or None when there is no good one."""
    if (request.httprequest.content_length or 0) > MAX_NOTIFY_BYTES:
        return None
    try:
        nonce = json.loads(request.httprequest.get_data(cache=False)).get("nonce")
    except (ValueError, AttributeError):
        return None
    return nonce if isinstance(nonce, str) and len(nonce) <= MAX_NONCE_LENGTH else None


def _may_ping(nonce):
    """Count a token's notifications in this process."""
    if len(_pings) > 1000:
        _pings.clear()  # old tokens: each lives for five minutes only
    _pings[nonce] += 1
    return _pings[nonce] <= MAX_PINGS

"""What probes call: each answer says how its request arrived.

Every route stands under each prefix of the real traffic, so that the very ``location``
block that is judged routes it, and opens only to the token of a ticket. What a token
may cost is bounded: seconds, bytes, answers at once.
"""

import json
import os
import secrets
import threading
import time
from collections import Counter

import odoo
from werkzeug.exceptions import BadRequest

from odoo.http import Controller, Response, request, route

from ..tools import arrival, ticket

PREFIXES = ("", "/websocket", "/longpolling", "/web")

MAX_HEADER_BYTES = 16 * 1024  # above nginx's largest default proxy_buffer_size, 8k
MAX_PAD_BYTES = 64 * 1024
MAX_STREAM_SECONDS = 1.0
MAX_STREAM_BYTES = 256 * 1024
MAX_HOLD_SECONDS = 125  # a full check measures timeouts of up to two minutes
MAX_WORKER_HOLD_SECONDS = 1  # an HTTP worker that sleeps serves nobody
MAX_HOLDS = 8
MAX_PINGS = 20
MAX_NONCE_LENGTH = 64
MAX_NOTIFY_BYTES = 1024

_holds = threading.BoundedSemaphore(MAX_HOLDS)
_pings = Counter()


def _paths(name):
    return [f"{prefix}/proxy_health/{name}" for prefix in PREFIXES]


def _probe(name, **routing):
    """Declare a probe route; what stands in its query is read by the method itself."""
    return route(
        _paths(name),
        type="http",
        auth="none",
        csrf=False,
        save_session=False,
        **routing,
    )


class Probe(Controller):
    @_probe("echo", methods=["GET", "POST"])
    def echo(self, **query):
        return self._echo(query, websocket_route=False)

    # Werkzeug matches a request that asks for an upgrade to such a route only.
    @_probe("echo", methods=["GET"], websocket=True)
    def echo_upgrade(self, **query):
        return self._echo(query, websocket_route=True)

    # The handshake's own path without a handshake: only so do exact and regex
    # locations show where they lead and which headers they lose. Without a ticket
    # it stays the 400 that Odoo's routing gives (werkzeug's WebsocketMismatch).
    @route("/websocket", type="http", auth="none", csrf=False, save_session=False,
           methods=["GET"])
    def echo_handshake(self, **query):
        if not request.db or not _ticket_values():
            raise BadRequest
        return self._echo(query, websocket_route=False)

    @_probe("stream", methods=["GET", "POST"])
    def stream(self, **query):
        """Answer in several chunks with pauses: what arrives in one was buffered."""
        if not _ticket_values():
            return _refusal()
        chunks = _bounded(query, "chunks", 4, 1, 64)
        size = _bounded(query, "size", 64, 1, MAX_STREAM_BYTES // chunks)
        gap = _bounded(query, "gap", 0.1, 0.0, MAX_STREAM_SECONDS / chunks)
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        if query.get("accel") in ("yes", "no"):
            headers["X-Accel-Buffering"] = query["accel"]
        return _answer(_dripping(chunks, gap, size), headers)

    @_probe("hold", methods=["GET", "POST"])
    def hold(self, **query):
        """Answer after some seconds: what ends sooner was cut on the way."""
        values = _ticket_values()
        if not values:
            return _refusal()
        seconds = _bounded(query, "seconds", 1.0, 0.0, MAX_HOLD_SECONDS)
        may_wait = odoo.evented or values.get("worker_hold")
        if seconds > MAX_WORKER_HOLD_SECONDS and not may_wait:
            return _json({"error": "would occupy a worker"}, status=409)
        if not _holds.acquire(blocking=False):
            return _json({"error": "too many at once"}, status=429)
        response = _answer(_sleeping(seconds), {"Content-Type": "application/json"})
        response.call_on_close(_holds.release)  # also when the client has gone
        return response

    @_probe("notify", methods=["POST"])
    def notify(self, **query):
        """Send a notification to the token's own channel.

        Odoo commits, and so sends it, before the answer leaves.
        """
        values = _ticket_values()
        if not values:
            return _refusal()
        nonce = _posted_nonce()
        if nonce is None:
            return _json({"error": "a nonce is needed"}, status=400)
        if not _may_ping(values["nonce"]):
            return _json({"error": "too many for one token"}, status=429)
        channel = ticket.CHANNEL_PREFIX + _token()
        request.env["bus.bus"].sudo()._sendone(channel, ticket.PING, {"nonce": nonce})
        return _json({"sent": True, "time": time.time()})

    def _echo(self, query, websocket_route):
        """Answer how the request arrived, with what proves that this Odoo answers."""
        values = _ticket_values()
        if not values:
            return _refusal()
        pad = _bounded(query, "pad", 0, 0, MAX_PAD_BYTES)
        facts = {
            "proof": ticket.proof(request.env, values["nonce"]),
            "served": secrets.token_hex(8),  # twice the same: somebody cached it
            "websocket_route": websocket_route,
            "evented": odoo.evented,
            "pid": os.getpid(),
            "uid": request.session.uid,
            "database": request.db,
            "time": time.time(),
            **arrival.facts(request.httprequest, hidden=[ticket.TOKEN_HEADER]),
        }
        if pad:
            facts["pad"] = "proxy health".ljust(pad, ".")[:pad]
        status = 404 if query.get("status") == "404" else 200
        return _json(facts, status, _echo_headers(query))


def _token():
    return request.httprequest.headers.get(ticket.TOKEN_HEADER, "")


def _ticket_values():
    return ticket.values_of(request.env, _token())


def _refusal():
    """Answer the same to every wrong token: nothing tells an expired one from a guess."""
    return _json({"error": "refused"}, status=403, headers={"X-Proxy-Health": "refused"})


def _json(content, status=200, headers=None):
    headers = {"Content-Type": "application/json", **(headers or {})}
    return _answer(json.dumps(content), headers, status)


def _answer(body, headers, status=200):
    marks = {"Cache-Control": "no-store", "X-Proxy-Health": "1", **headers}
    kept = [(name, value) for name, value in marks.items() if value is not None]
    return Response(body, status=status, headers=kept)


def _echo_headers(query):
    headers = {}
    if query.get("cache") == "none":
        headers["Cache-Control"] = None
    if query.get("cookie") == "1":
        # Secure is left to the proxy: a proxy_cookie_flags of it is to be seen.
        headers["Set-Cookie"] = (
            "proxy_health_probe=1; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"
        )
    size = _bounded(query, "header_bytes", 0, 0, MAX_HEADER_BYTES)
    if size:
        headers["X-Proxy-Health-Pad"] = "x" * size
    return headers


def _bounded(query, name, default, least, most):
    """Return the number that the query asks for, within what it may ask for."""
    try:
        asked = type(default)(query.get(name, default))
    except (TypeError, ValueError, OverflowError):
        return default
    return max(least, min(asked, most))


def _dripping(chunks, gap, size):
    """Yield the chunks; by now Odoo has given its database cursor back."""
    for number in range(chunks):
        if number:
            time.sleep(gap)
        yield (str(number % 10) * (size - 1) + "\n").encode()


def _sleeping(seconds):
    """Yield the answer after the time; by now Odoo has given its database cursor back."""
    time.sleep(seconds)
    yield json.dumps({"held": seconds}).encode()


def _posted_nonce():
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
        _pings.clear()  # old tokens; each lives for five minutes only
    _pings[nonce] += 1
    return _pings[nonce] <= MAX_PINGS

"""How probe routes answer: marked, bounded, and the same to every stranger."""

import json
import time

import odoo
from odoo.http import Response, request
from odoo.tools import config

from .. import compat
from ..proxycheck.words import TOKEN_HEADER
from ..tools import ticket

# What an answer depends on: whose token it was, and of which database. A cache that
# keeps it in spite of all may give it to nobody else.
VARY = f"{TOKEN_HEADER}, X-Odoo-Database, Cookie"
# nginx heeds its own headers also where it was told to ignore Cache-Control, and it
# keeps nothing that it does not buffer.
NEVER_KEPT = {
    "Cache-Control": "no-store",
    "X-Accel-Expires": "0",
    "X-Accel-Buffering": "no",
}

MAX_HEADER_BYTES = 16 * 1024  # above nginx's largest default proxy_buffer_size, 8k


def token():
    """Return the request's token, which is never in the URL: URLs get logged."""
    return request.httprequest.headers.get(TOKEN_HEADER, "")


def ticket_values():
    """Return what was signed into the request's token, or None."""
    # Without a database there is no secret to verify it with.
    return ticket.values_of(request.env, token()) if request.db else None


def challenge_answer():
    """Answer a challenge of ours with its proof and nothing else; None to all others."""
    proof = ticket.answer_to(request.env, token()) if request.db else None
    return as_json({"proof": proof, "evented": odoo.evented}) if proof else None


def refusal():
    """Answer the same to every wrong token: expired, forged or guessed."""
    # A request without any token is told so: it is a stranger's, or one whose headers
    # a proxy dropped, and there is nothing in it to guess from.
    mark = "refused" if token() else "no ticket"
    return as_json({"error": "refused"}, 403, {"X-Proxy-Health": mark})


def as_json(content, status=200, headers=None):
    """Answer with JSON."""
    body = json.dumps(content).encode()
    headers = {"Content-Type": "application/json", **(headers or {})}
    if _body_gets_lost():
        headers["Content-Length"] = len(body)
        body = _past_the_server(body)
    return answer(body, headers, status)


def answer(body, headers, status=200):
    """Answer, marked as ours; a header of None is left out."""
    marks = {**NEVER_KEPT, "X-Proxy-Health": "1", "Vary": VARY, **headers}
    kept = [(name, value) for name, value in marks.items() if value is not None]
    return Response(body, status=status, headers=kept)


def asked_headers(query):
    """Return the headers that an echo's query asks for."""
    headers = {}
    if query.get("cache") == "none":
        headers.update(dict.fromkeys(NEVER_KEPT))
    if query.get("cookie") == "1":
        # Secure is left to the proxy: whether it adds it is to be seen.
        headers["Set-Cookie"] = (
            "proxy_health_probe=1; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"
        )
    size = bounded(query, "header_bytes", 0, 0, MAX_HEADER_BYTES)
    if size:
        headers["X-Proxy-Health-Pad"] = "x" * size
    return headers


def bounded(query, name, default, least, most):
    """Return the number that the query asks for, within what it may ask for."""
    try:
        asked = type(default)(query.get(name, default))
    except (TypeError, ValueError, OverflowError):
        return default
    return max(least, min(asked, most))


def dripping(chunks, gap, size):
    """Yield chunks with pauses; Odoo has given its cursor back by then."""
    for number in range(chunks):
        if number:
            time.sleep(gap)
        yield (str(number % 10) * (size - 1) + "\n").encode()


def _body_gets_lost():
    """Say whether Odoo's threaded server (``workers = 0``) takes this for a handshake.

    It then drops whatever follows the headers, expecting the websocket's own frames.
    """
    threaded = not config["workers"] and not odoo.evented
    return threaded and request.httprequest.headers.get("Upgrade") == "websocket"


def _past_the_server(body):
    """Yield nothing, which sends the headers, then write to the socket itself."""
    connection = compat.connection(request.httprequest)

    def pieces():
        yield b""
        connection.sendall(body)

    return pieces()

"""How a request arrived: as the socket's peer sent it, and as Odoo understands it."""

from .. import compat
from ..proxycheck.received import shown

MAX_HEADERS = 100
MAX_VALUE_LENGTH = 1024
MAX_BODY_BYTES = 8 * 1024 * 1024
PIECE_BYTES = 64 * 1024


def facts(httprequest, hidden=()):
    """Return the request as JSON-able facts; the headers are those before ProxyFix."""
    environ = httprequest.environ
    before = compat.before_proxy_fix(environ)
    return {
        "method": httprequest.method,
        "path": _path(environ),
        "http_version": environ.get("SERVER_PROTOCOL", ""),
        "headers": _headers({**environ, **before}, {name.lower() for name in hidden}),
        "host": httprequest.host,
        "scheme": httprequest.scheme,
        "remote_addr": httprequest.remote_addr,
        "peer_addr": before.get("REMOTE_ADDR") or environ.get("REMOTE_ADDR"),
        "url_root": httprequest.url_root,
        "proxied": bool(before),
        "body_bytes": _body_bytes(httprequest),
    }


def _path(environ):
    """Return the path with its query as received, before any decoding where known."""
    received = environ.get("RAW_URI") or environ.get("REQUEST_URI")
    if received:
        return received[:MAX_VALUE_LENGTH]
    query = environ.get("QUERY_STRING")
    return (environ.get("PATH_INFO", "") + (f"?{query}" if query else ""))[
        :MAX_VALUE_LENGTH
    ]


def _headers(environ, hidden):
    """Return pairs of name and value, or length where no rule reads the value."""
    plain = {"CONTENT_TYPE": "Content-Type", "CONTENT_LENGTH": "Content-Length"}
    named = (
        (plain.get(key) or key[5:].replace("_", "-").title(), value)
        for key, value in environ.items()
        if key.startswith("HTTP_") or (key in plain and value)
    )
    return [
        [name, shown(name, _cookies(value) if name == "Cookie" else value)]
        for name, value in named
        if name.lower() not in hidden
    ][:MAX_HEADERS]


def _cookies(value):
    """Return the names of cookies with the lengths of their values: these are keys."""
    pairs = (pair.strip().partition("=") for pair in value.split(";"))
    return "; ".join(f"{name}={len(secret)}" for name, _, secret in pairs)


def _body_bytes(httprequest):
    """Return how much of a body came through; over 8 MiB the rest stays unread.

    A request for an upgrade has none; under it Odoo's evented server hands out the bare
    socket, and to read that waits for ever.
    """
    sent = httprequest.headers
    if "upgrade" in sent.get("Connection", "").lower() or "Upgrade" in sent:
        return 0
    if not httprequest.content_length and "Transfer-Encoding" not in sent:
        return 0
    stream = compat.body_stream(httprequest)
    count = 0
    while count < MAX_BODY_BYTES and (piece := stream.read(PIECE_BYTES)):
        count += len(piece)
    return count

"""One HTTP/1.1 request and its answer, as facts."""

import http.client
import time
from contextlib import suppress

from ..observation import cut
from .dial import Outcome, milliseconds, outcome_of

#: Enough of a body to hold the echo and to recognise an error page.
MAX_BODY = 160 * 1024
MAX_HEADERS = 60
COOKIE = "Cookie"


def request_bytes(method, path, host, headers=(), body=b""):
    """Return a request's bytes; `headers` are pairs and stand after ``Host``.

    All cookies go in one header, as RFC 6265 (5.4) wants it.
    """
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {value}" for name, value in headers if name != COOKIE]
    cookies = [value for name, value in headers if name == COOKIE]
    if cookies:
        lines.append(f"{COOKIE}: {'; '.join(dict.fromkeys(cookies))}")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body


def exchange(conversation, request):
    """Send `request` on a `ClockedSocket` and return what came back.

    Returns ``{"outcome", "ms"}`` and, when answered, ``status``, ``http``,
    ``headers`` (lower-case names; repeated ones joined by a comma but for
    ``set-cookie``, a list), ``body`` (text), ``body_bytes``, ``chunks_ms`` (when
    each piece of the body arrived) and ``complete``.
    """
    start = time.monotonic()
    try:
        conversation.sendall(request)
    except OSError as error:
        # A proxy that refuses early may already have answered: read on.
        if outcome_of(error) is not Outcome.CLOSED:
            return unanswered(error, start)
    return receive(conversation, start, head=request.startswith(b"HEAD "))


def receive(conversation, start, head=False):
    """Read one answer; see `exchange`."""
    response = http.client.HTTPResponse(conversation, method="HEAD" if head else "GET")
    try:
        response.begin()
    except http.client.BadStatusLine as error:
        return unanswered(error, start, _blank_or_garbage(error))
    except http.client.HTTPException as error:
        return unanswered(error, start, Outcome.GARBAGE)
    except (OSError, ValueError) as error:
        return unanswered(error, start)
    return _read(response, start)


def _read(response, start):
    """The facts of an answer whose head has been read."""
    facts = {
        "outcome": Outcome.ANSWERED.value,
        "status": response.status,
        "http": "1.0" if response.version == 10 else "1.1",
        "headers": read_headers(response),
        "first_byte_ms": milliseconds(start),
    }
    body, chunks, complete = read_body(response, start)
    facts.update(
        body=cut(body, MAX_BODY),
        body_bytes=len(body),
        chunks_ms=chunks,
        complete=complete,
        ms=milliseconds(start),
    )
    return facts


def _blank_or_garbage(error):
    blank = isinstance(error, http.client.RemoteDisconnected) or not error.line.strip(
        "'\r\n"
    )
    return Outcome.CLOSED if blank else Outcome.GARBAGE


def unanswered(error, start, outcome=None):
    """Facts of a conversation that brought no answer."""
    # The system's own words are told. What http.client or a parser says quotes the
    # peer, which may be a service that is nobody's business here.
    words = getattr(error, "detail", "") or (
        error if isinstance(error, OSError) else type(error).__name__
    )
    return {
        "outcome": (outcome or outcome_of(error)).value,
        "detail": cut(str(words), 200),
        "ms": milliseconds(start),
    }


def read_headers(response):
    """Return the answer's headers, cut and counted."""
    headers = {}
    for name, value in response.getheaders()[:MAX_HEADERS]:
        name, value = cut(name.lower(), 100), cut(value)
        if name == "set-cookie":
            headers.setdefault(name, []).append(value)
        else:
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def read_body(response, start):
    """Read on until the end, the deadline or the allowance: ``(bytes, ms per piece, complete)``."""
    pieces, arrived, size = [], [], 0
    with suppress(OSError, http.client.HTTPException, ValueError):
        while piece := response.read1(65536):
            pieces.append(piece)
            size += len(piece)
            if len(arrived) < 32:
                arrived.append(milliseconds(start))
            if size > MAX_BODY:
                return b"".join(pieces), arrived, False
        # A body cut short of its Content-Length ends like a whole one.
        return b"".join(pieces), arrived, not response.length
    return b"".join(pieces), arrived, False

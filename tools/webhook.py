"""One signed POST, as Standard Webhooks (standardwebhooks.com) has it.

Receivers check it with a library of theirs. The answer is only looked at for its
status: a redirect is a refusal, for a signed report goes where an administrator said
and nowhere else.
"""

import base64
import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from ..proxycheck.target import DEFAULT_PORTS, netloc
from ..proxycheck.wire import dial, http
from ..proxycheck.wire.clock import Deadline

# All of it, from the name to the last byte of the answer: a receiver that drips cannot
# hold the cron worker longer.
PATIENCE = 8.0

_PREFIX = "whsec_"


def new_secret():
    """Return a fresh secret in the spelling that receivers' libraries take."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret, message_id, timestamp, body):
    """Return what proves to the receiver that we sent this body, then."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signed = b".".join([message_id.encode(), str(timestamp).encode(), body])
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def post(url, secret, message_id, timestamp, body):
    """Send the body; return ``(taken, what happened)``, whatever the network does."""
    headers = [
        ("Content-Type", "application/json"),
        ("User-Agent", "proxy-health"),
        ("Connection", "close"),
        ("webhook-id", message_id),
        ("webhook-timestamp", str(timestamp)),
        ("webhook-signature", signature(secret, message_id, timestamp, body)),
    ]
    answer = _exchange(url, headers, body)
    status = answer.get("status")
    if status is None:
        return False, f"{answer['outcome']}: {answer['detail']}"
    return 200 <= status < 300, f"HTTP {status}"


def _exchange(url, headers, body):
    deadline = Deadline(PATIENCE)
    conversation = None
    try:
        parts = urlsplit(url)
        conversation = _connected(parts, deadline)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        host = netloc(parts.scheme, parts.hostname, _port(parts))
        request = http.request_bytes("POST", path, host, headers, body)
        return http.exchange(conversation, request)
    except (OSError, dial.Unanswered) as error:
        return {"outcome": dial.outcome_of(error), "detail": str(error)[:200]}
    finally:
        if conversation:
            conversation.close()


def _connected(parts, deadline):
    rows = dial.resolve(parts.hostname, _port(parts), deadline)
    sock, deadline = dial.connect(rows, PATIENCE, deadline)
    if parts.scheme == "https":
        context = dial.tls_context(verify=True)
        sock = dial.start_tls(sock, context, parts.hostname, deadline)
    return dial.clocked(sock, deadline)


def _port(parts):
    return parts.port or DEFAULT_PORTS[parts.scheme]

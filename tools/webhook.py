"""One signed POST, as Standard Webhooks (standardwebhooks.com) has it.

Receivers check it with a library of theirs. The answer is only looked at for its
status: a redirect is a refusal, for a signed report goes where an administrator said
and nowhere else.
"""

import base64
import hashlib
import hmac
import secrets
import ssl
import string
from urllib.parse import quote, urlsplit

from ..proxycheck.address import DEFAULT_PORTS, ascii_host, netloc
from ..proxycheck.errors import BadAddress
from ..proxycheck.wire import dial, http
from ..proxycheck.wire.clock import Deadline

# All of it, from the name to the last byte of the answer: a receiver that drips cannot
# hold the cron worker longer.
PATIENCE = 8.0

_PREFIX = "whsec_"


def is_receiver(url):
    """Say whether a message can be posted to this address."""
    try:
        parts = urlsplit(url)
        _number = parts.port
    except ValueError:
        return False
    clean = url.isprintable() and not any(c.isspace() for c in url)
    plain = parts.username is None and not parts.fragment
    known = parts.scheme in DEFAULT_PORTS
    return bool(clean and plain and known and parts.hostname and _name(parts))


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
    """Send the body and return what came of it, whatever the network does.

    Facts: ``status`` when the receiver answered; else ``outcome`` (a word of
    `dial.Outcome`) and ``detail``, and ``untrusted`` (why) when its certificate is not.
    """
    headers = [
        ("Content-Type", "application/json"),
        ("User-Agent", "proxy-health"),
        ("Connection", "close"),
        ("webhook-id", message_id),
        ("webhook-timestamp", str(timestamp)),
        ("webhook-signature", signature(secret, message_id, timestamp, body)),
    ]
    return _exchange(url, headers, body)


def is_taken(facts):
    """Say whether the receiver took what was posted."""
    return 200 <= facts.get("status", 0) < 300


def _exchange(url, headers, body):
    deadline = Deadline(PATIENCE)
    conversation = None
    try:
        parts = urlsplit(url)
        conversation = _connected(parts, deadline)
        host = netloc(parts.scheme, _name(parts), _port(parts))
        request = http.request_bytes("POST", _path(parts), host, headers, body)
        return http.exchange(conversation, request)
    except (OSError, dial.Unanswered) as error:
        return _unanswered(error)
    finally:
        if conversation:
            conversation.close()


def _unanswered(error):
    facts = {"outcome": dial.outcome_of(error), "detail": str(error)}
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        facts["untrusted"] = error.__cause__.verify_message
    return facts


def _connected(parts, deadline):
    rows = dial.resolve(_name(parts), _port(parts), deadline)
    sock, deadline = dial.connect(rows, PATIENCE, deadline)
    if parts.scheme == "https":
        # The system's authorities; SSL_CERT_FILE in Odoo's environment names others.
        context = dial.strict_context()
        sock = dial.start_tls(sock, context, _name(parts), deadline)
    return dial.clocked(sock, deadline)


def _name(parts):
    """Return the receiver's name as DNS, TLS and Host have it; empty if it is none."""
    try:
        return ascii_host(parts.hostname)
    except BadAddress:
        return ""


def _path(parts):
    """Return path and query as they are sent: what is no ASCII is percent-encoded."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return quote(path, safe=string.punctuation)


def _port(parts):
    return parts.port or DEFAULT_PORTS[parts.scheme]

"""The ticket: what lets a probe in, and what proves that this Odoo answered.

A token is signed with the database's secret and lives for five minutes. It opens the
probe routes and one bus channel, both named after it, and nothing else. Its proof is a
second signature that only the Odoo that issued the token can compute.
"""

import binascii
import secrets
from contextlib import contextmanager
from datetime import timedelta

from odoo.http import get_default_session, root
from odoo.tools.misc import hash_sign, hmac, verify_hash_signed

CHANNEL_PREFIX = "proxy_health/"
PING = "proxy_health/ping"
TOKEN_HEADER = "X-Proxy-Health-Token"

# A full check holds connections for up to 125 s; twice that, for a busy server.
LIFETIME = timedelta(minutes=5)

# Our tokens are about 150 characters: whatever is much longer need not be decoded.
MAX_TOKEN_LENGTH = 512

_TOKEN_SCOPE = "proxy_health.probe"
_PROOF_SCOPE = "proxy_health.proof"


def issue(env, check_id=0, **permissions):
    """Return a fresh token, its proof and its channel."""
    nonce = secrets.token_hex(16)
    values = {"nonce": nonce, "check": check_id, **permissions}
    token = hash_sign(env(su=True), _TOKEN_SCOPE, values, expiration=LIFETIME)
    return {
        "token": token,
        "proof": proof(env, nonce),
        "channel": CHANNEL_PREFIX + token,
    }


@contextmanager
def session_of_nobody(database):
    """Lend the id of a stored session, which is gone afterwards."""
    sid = new_session(database)
    try:
        yield sid
    finally:
        root.session_store.delete(root.session_store.get(sid))


def new_session(database):
    """Return the id of a stored session of nobody.

    Odoo closes a websocket whose session is not in the store (bus/websocket.py,
    SessionExpiredException); with one for all handshakes of a check, none of them
    makes a session of its own.
    """
    session = root.session_store.new()
    session.update(get_default_session(), db=database)
    root.session_store.save(session)
    return session.sid


def proof(env, nonce):
    """Return what only the Odoo that knows the database's secret can answer."""
    return hmac(env(su=True), _PROOF_SCOPE, nonce)


def values_of(env, token):
    """Return what was signed into the token; None if forged, expired or absent."""
    if not token or len(token) > MAX_TOKEN_LENGTH:
        return None
    try:
        return verify_hash_signed(env(su=True), _TOKEN_SCOPE, token)
    except (ValueError, OverflowError, binascii.Error):
        return None  # not even shaped like a token


def admits(env, channel):
    """Say whether a channel may be listened to: another's, or ours with its token."""
    if not isinstance(channel, str) or not channel.startswith(CHANNEL_PREFIX):
        return True
    return values_of(env, channel[len(CHANNEL_PREFIX) :]) is not None

"""The ticket: what lets a probe in, and what proves that this Odoo answered.

A token is signed with the database's secret and lives for five minutes. It opens the
probe routes and one bus channel, both named after it, and nothing else. Its proof is a
second signature that only the Odoo that issued the token can compute.

Before it comes a challenge, for whoever answers at an address may be anybody. It is
signed as well and travels in the same header, but it opens nothing: the Odoo that
issued it answers its proof, and that is all that anybody ever gets for it. Only then
the token follows.

A token is worth as much as who asked for it: when they leave, it opens nothing more.
"""

import binascii
import secrets
from contextlib import contextmanager
from datetime import timedelta

from odoo.api import SUPERUSER_ID
from odoo.http import get_default_session, root
from odoo.tools.misc import hash_sign, hmac, verify_hash_signed

from ..proxycheck.target import Ticket
from . import instance
from .words import MANAGERS

CHANNEL_PREFIX = "proxy_health/"
PING = "proxy_health/ping"

# A full check holds connections for up to 125 s; twice that, for a busy server.
LIFETIME = timedelta(minutes=5)

# Our tokens are about 150 characters: whatever is much longer need not be decoded.
MAX_TOKEN_LENGTH = 512

_TOKEN_SCOPE = "proxy_health.probe"
_PROOF_SCOPE = "proxy_health.proof"
_CHALLENGE_SCOPE = "proxy_health.challenge"
_CHALLENGE_PROOF_SCOPE = "proxy_health.challenge_proof"

# Marks a session that selects a database for a challenge, and opens nothing else.
CHALLENGE_ONLY = "proxy_health_challenge_only"


def issue(env, check_id=0, **permissions):
    """Return a fresh token, its proof and its channel, and a challenge with its proof."""
    nonce = secrets.token_hex(16)
    values = {"nonce": nonce, "check": check_id, "by": env.uid, **permissions}
    token = hash_sign(env(su=True), _TOKEN_SCOPE, values, expiration=LIFETIME)
    return {
        "token": token,
        "proof": proof(env, nonce),
        "channel": CHANNEL_PREFIX + token,
        **_challenge(env, check_id),
    }


def for_target(target, check_id=0, **permissions):
    """Return what the engine and a browser need to probe this Odoo, as JSON."""
    env = target.env
    return {
        **issue(env, check_id, **permissions),
        # Only what is sent from now on may count: an older id replays old messages.
        "bus_last_id": env["bus.bus"].sudo()._bus_last_id(),
        "database": env.cr.dbname,
        "odoo": instance.facts(env, target._host()),
    }


@contextmanager
def lent(env, issued):
    """Lend the engine's `Ticket`, whose sessions are gone afterwards."""
    several = issued["odoo"]["several_databases"]
    with sessions_of_nobody(env.cr.dbname, several) as sessions:
        yield Ticket.from_dict({**issued, **sessions})


def _challenge(env, check_id):
    """Return what an unknown address is asked, and what only this database can answer."""
    nonce = secrets.token_hex(16)
    values = {"nonce": nonce, "check": check_id}
    challenge = hash_sign(env(su=True), _CHALLENGE_SCOPE, values, expiration=LIFETIME)
    return {
        "challenge": challenge,
        "challenge_proof": hmac(env(su=True), _CHALLENGE_PROOF_SCOPE, nonce),
    }


@contextmanager
def sessions_of_nobody(database, several):
    """Lend the ids of stored sessions, which are gone afterwards; see `new_sessions`."""
    lent = new_sessions(database, several)
    try:
        yield lent
    finally:
        for sid in filter(None, lent.values()):
            root.session_store.delete(root.session_store.get(sid))


def new_sessions(database, several):
    """Return the ids of a session for websockets, and of one for the challenge.

    Where Odoo serves several databases, a request must say which one it means. Odoo
    takes its name from a header, or from the session. A stranger is not told the name:
    the challenge brings a session of its own, which opens nothing but the answer to it
    (models/ir_http.py).
    """
    return {
        "session": new_session(database),
        "challenge_session": new_session(database, **{CHALLENGE_ONLY: True})
        if several
        else "",
    }


def new_session(database, **values):
    """Return the id of a stored session of nobody.

    Odoo closes a websocket whose session is not in the store (bus/websocket.py,
    SessionExpiredException); with one for all handshakes of a check, none of them
    makes a session of its own.
    """
    session = root.session_store.new()
    session.update(get_default_session(), db=database, **values)
    root.session_store.save(session)
    return session.sid


def proof(env, nonce):
    """Return what only the Odoo that knows the database's secret can answer."""
    return hmac(env(su=True), _PROOF_SCOPE, nonce)


def values_of(env, token):
    """Return what was signed into the token; None if forged, expired or absent.

    None as well when whoever asked for it could not ask today.
    """
    values = _signed(env, _TOKEN_SCOPE, token)
    return values if values and _may_measure(env, values.get("by")) else None


def _may_measure(env, uid):
    """Say whether a user (an id) is there, active and a manager of Proxy Health."""
    if uid == SUPERUSER_ID:
        return True  # the scheduled action
    user = env["res.users"].sudo().browse(uid).exists()
    return bool(user) and user.active and user.has_group(MANAGERS)


def answer_to(env, challenge):
    """Return the proof that answers a challenge of ours; None if it is none."""
    values = _signed(env, _CHALLENGE_SCOPE, challenge)
    return (
        hmac(env(su=True), _CHALLENGE_PROOF_SCOPE, values["nonce"]) if values else None
    )


def _signed(env, scope, token):
    if not token or len(token) > MAX_TOKEN_LENGTH:
        return None
    try:
        return verify_hash_signed(env(su=True), scope, token)
    except (ValueError, OverflowError, binascii.Error):
        return None  # not even shaped like a token


def admits(env, channel):
    """Say whether a channel may be listened to: another's, or ours with its token."""
    if not isinstance(channel, str) or not channel.startswith(CHANNEL_PREFIX):
        return True
    return values_of(env, channel[len(CHANNEL_PREFIX) :]) is not None

"""nginx asks for a password of its own in front of Odoo."""

from ...judge.actions import put
from ...judge.ladders import Handshake, Password, Poll, Refusal, Site
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import asked_from, says
from ...judge.signs import by_proxy


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="auth_basic",
    title=_lt("nginx asks for a password in front of Odoo"),
    in_order=_lt("No password is asked in front of Odoo."),
    explanation=_lt(
        "nginx answered a request to %(where)s with 401 (%(challenge)s), so auth_basic is on"
        " there. Not every browser sends such a password with a websocket, and Odoo's own"
        " login does not know it. If users are meant to enter it, let at least the machine"
        " that checks in, so that it can test the rest: “satisfy any; allow %(asked_from)s;"
        " deny all;”, with the address that nginx sees."
    ),
    symptom=_lt(
        "The browser asks for a password, or no real-time messages arrive after it was"
        " entered."
    ),
    actions=[put("auth_basic off;")],
    of_anybody=True,
    concerns=[
        Site.NO_ANSWER_OF_ODOO,
        Handshake.REFUSED,
        Poll.REFUSED,
        Password.ASKED,
        Refusal.EVERYBODY,
    ],
)
def check(echo, handshake=NOTHING, poll=NOTHING, browser_echo=NOTHING):
    """Return evidence of a 401 that Odoo did not write; where the browser got pages, of its websocket."""
    rows = [
        ("echo", echo, "/"),
        ("handshake", handshake, "/websocket"),
        ("poll", poll, "/longpolling"),
    ]
    for name, facts, where in rows[1:] if browser_echo.proven else rows:
        if facts.status == 401 and by_proxy(facts):
            challenge = facts.header("www-authenticate")[:80]
            return evidence(
                location=where,
                values={
                    "where": where,
                    "challenge": challenge,
                    "seen": says(facts),
                    "asked_from": asked_from(echo),
                },
                **{name: _lt("%(where)s: %(seen)s, WWW-Authenticate: %(challenge)s")},
            )
    return None

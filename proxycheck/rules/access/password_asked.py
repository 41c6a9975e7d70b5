"""nginx asks for a password of its own before Odoo is reached."""

from ...judge.ladders import Handshake, Password, Refusal, Site
from ...judge.reading import asked_from, by_proxy, says
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="auth_basic",
    title=_lt("nginx asks for a password before Odoo is reached"),
    in_order=_lt("No password is asked before Odoo is reached."),
    explanation=_lt(
        "A request to %(where)s was answered 401 by nginx (%(challenge)s), so auth_basic is on"
        " there. Not every browser sends such a password with a websocket, and Odoo's own login"
        " does not know it. If people are meant to type it, let at least Odoo's own server in,"
        " so that it can test the rest: “satisfy any; allow %(asked_from)s; deny all;”, with the"
        " address that nginx sees."
    ),
    symptom=_lt(
        "A password box of the browser's appears, or real time stays dead after it was filled in."
    ),
    fix="auth_basic off;",
    of_anybody=True,
    concerns=[
        Site.NO_ANSWER_OF_ODOO,
        Handshake.REFUSED,
        Password.ASKED,
        Refusal.EVERYBODY,
    ],
)
def check(echo, handshake=NOTHING, browser_echo=NOTHING):
    """Convict a 401 that Odoo did not write; where the browser got pages, of its websocket."""
    rows = [("echo", echo, "/"), ("handshake", handshake, "/websocket")]
    for name, facts, where in rows[1:] if browser_echo.proven else rows:
        if facts.status == 401 and by_proxy(facts):
            challenge = facts.header("www-authenticate")[:80]
            return evidence(
                location=where,
                values={
                    "where": where,
                    "challenge": challenge,
                    "asked_from": asked_from(echo),
                },
                **{name: f"{where} → {says(facts)}, WWW-Authenticate: {challenge}"},
            )
    return None

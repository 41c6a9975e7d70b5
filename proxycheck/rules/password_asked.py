"""nginx asks for a password of its own before Odoo is reached."""

from ..reading import by_proxy, says
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["echo", "handshake"],
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="auth_basic",
    title=_lt("nginx asks for a password before Odoo is reached"),
    explanation=_lt(
        "A request to %(where)s was answered 401 by nginx (%(challenge)s), so auth_basic is on"
        " there. Browsers do not send such a password with a websocket, and Odoo's own login does"
        " not know it."
    ),
    symptom=_lt(
        "A password box of the browser's appears, or real time stays dead after it was filled in."
    ),
    fix="auth_basic off;",
    stranger=True,
)
def check(echo, handshake):
    """Convict a 401 that Odoo did not write."""
    for name, facts, where in (
        ("echo", echo, "/"),
        ("handshake", handshake, "/websocket"),
    ):
        if facts.status == 401 and by_proxy(facts):
            return evidence(
                location=where,
                values={
                    "where": where,
                    "challenge": facts.header("www-authenticate")[:80],
                },
                **{
                    name: f"{where} → {says(facts)}, WWW-Authenticate: {facts.header('www-authenticate')[:80]}"
                },
            )
    return None

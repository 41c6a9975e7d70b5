"""``X-Forwarded-Proto`` arrives with another scheme than users open."""

from ...judge.actions import put
from ...judge.ladders import Scheme
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown
from ...judge.signs import last


@rule(
    severity=[Severity.WARNING, Severity.CRITICAL],
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-Proto",
    location="/",
    title=_lt("X-Forwarded-Proto gives Odoo the wrong scheme"),
    in_order=_lt("X-Forwarded-Proto names no other scheme."),
    explanation=_lt(
        "The request was made with %(scheme)s, and Odoo received X-Forwarded-Proto as"
        " %(arrived)s. A constant is right for one kind of request only. Behind another proxy"
        " that ends TLS, $scheme is http: pass $http_x_forwarded_proto there. “ws” or “wss” is"
        " not the scheme of a page: Odoo takes the request for a handshake and refuses it."
    ),
    symptom=_lt(
        "Links and redirects have the wrong scheme. Pages load parts over http that browsers"
        " block."
    ),
    actions=[put("proxy_set_header X-Forwarded-Proto $scheme;")],
    concerns=[Scheme.FORWARDED],
)
def check(echo, echo_below=NOTHING):
    """Return evidence of a scheme that was not asked for; “wss” breaks every plain page of its block."""
    # Long, for the two blocks differ in what is wrong there.
    base = echo.address("base")
    if not echo.proven or not base:
        return None
    for name, facts, location in (
        ("echo", echo, "/"),
        ("echo_below", echo_below, "/websocket"),
    ):
        arrived = facts.received("x-forwarded-proto")
        scheme = last(arrived).lower()
        wrong = scheme != base[0] if location == "/" else scheme in ("ws", "wss")
        if facts.proven and scheme and wrong:
            severity = (
                Severity.CRITICAL
                if scheme in ("ws", "wss") and location == "/"
                else None
            )
            return evidence(
                severity,
                location=location,
                values={"asked": base[0], "arrived": shown(arrived)},
                **{
                    name: _lt(
                        "asked with %(asked)s; Odoo received X-Forwarded-Proto as %(arrived)s"
                    )
                },
            )
    return None

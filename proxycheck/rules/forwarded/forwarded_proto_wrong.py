"""``X-Forwarded-Proto`` arrives with another scheme than people use."""

from ...judge.ladders import Scheme
from ...judge.reading import last, shown
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule


@rule(
    severity=[Severity.WARNING, Severity.CRITICAL],
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-Proto",
    location="/",
    title=_lt("X-Forwarded-Proto tells Odoo the wrong scheme"),
    in_order=_lt("X-Forwarded-Proto names no other scheme."),
    explanation=_lt(
        "The request was made with %(scheme)s and X-Forwarded-Proto reached Odoo as %(arrived)s."
        " A constant is right for one kind of request only, a proxy in front that ends TLS makes"
        " $scheme http, and “ws” or “wss” is no scheme of a page: Odoo takes it for a handshake"
        " and refuses it."
    ),
    symptom=_lt(
        "Links and redirects use the wrong scheme, pages load parts over http that browsers block."
    ),
    fix="proxy_set_header X-Forwarded-Proto $scheme;",
    concerns=[Scheme.FORWARDED],
)
def check(echo, echo_below=NOTHING):
    """Convict a scheme that is not the asked one; “wss” breaks every plain page of its block."""
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
                values={"arrived": shown(arrived)},
                **{
                    name: f"asked with {base[0]}; X-Forwarded-Proto reached Odoo as {shown(arrived)}"
                },
            )
    return None

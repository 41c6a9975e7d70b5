"""``X-Forwarded-For`` does not arrive, is a constant, or is what the client sends."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown
from ...judge.signs import last


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-For",
    location="/",
    title=_lt("Odoo does not receive the clients' addresses"),
    in_order=_lt("Odoo receives X-Forwarded-For as the reverse proxy sets it."),
    explanation=_lt(
        "Odoo received X-Forwarded-For as %(arrived)s, and as %(forged)s when the client sent"
        " a forged one. Odoo takes the last address of the list as the client's. So nginx must"
        " set the address that it sees itself."
    ),
    symptom=_lt(
        "Every login seems to come from the reverse proxy, or from an address that the client"
        " chose. Limits per address apply to everybody at once."
    ),
    actions=[put("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;")],
)
def check(echo, echo_forged):
    """Return evidence of a header that is absent, or whose last address is the client's own claim."""
    if not (echo.proven and echo_forged.proven):
        return None
    arrived, forged = (
        echo.received("x-forwarded-for"),
        echo_forged.received("x-forwarded-for"),
    )
    claim = echo_forged.part("forged").text("x-forwarded-for")
    if arrived and not (claim and last(forged) == claim):
        return None
    return evidence(
        echo=_lt("Odoo received X-Forwarded-For as %(arrived)s"),
        echo_forged=_lt("sent “%(claim)s”; Odoo received %(forged)s"),
        values={"claim": claim, "arrived": shown(arrived), "forged": shown(forged)},
    )

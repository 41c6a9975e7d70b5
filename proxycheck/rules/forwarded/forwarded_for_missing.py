"""``X-Forwarded-For`` does not arrive, is a constant, or is whatever the client says."""

from ...judge.reading import last, shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-For",
    location="/",
    title=_lt("Odoo does not learn the visitors' addresses"),
    in_order=_lt("X-Forwarded-For reaches Odoo as the proxy sets it."),
    explanation=_lt(
        "X-Forwarded-For reached Odoo as %(arrived)s, and as %(forged)s when the client sent a"
        " forged one. Odoo takes the last address of the list for the visitor's; nginx must put"
        " the one that it sees there itself."
    ),
    symptom=_lt(
        "Every login seems to come from the proxy, or from any address a visitor likes; limits hit everybody at once."
    ),
    fix="proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
)
def check(echo, echo_forged):
    """Convict a header that is absent, or whose last address is the client's own claim."""
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
        echo=f"X-Forwarded-For reached Odoo as {shown(arrived)}",
        echo_forged=f"sent “{claim}”; it reached Odoo as {shown(forged)}",
        values={"arrived": shown(arrived), "forged": shown(forged)},
    )

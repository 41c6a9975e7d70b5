"""``X-Real-IP`` is missing or the client's own; Odoo does not read it, other tools do."""

from ...judge.reading import shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Real-IP",
    location="/",
    title=_lt("X-Real-IP is not set by nginx"),
    in_order=_lt("No visitor can choose the X-Real-IP header."),
    explanation=_lt(
        "X-Real-IP reached Odoo as %(arrived)s, and as %(forged)s when the client sent a forged"
        " one. Odoo itself never reads it; some modules and log tools do, and would believe the"
        " client."
    ),
    symptom=_lt("None in Odoo itself."),
    fix="proxy_set_header X-Real-IP $remote_addr;",
)
def check(echo, echo_forged):
    """Tell of a header that nginx leaves to the client."""
    if not (echo.proven and echo_forged.proven):
        return None
    arrived, forged = echo.received("x-real-ip"), echo_forged.received("x-real-ip")
    claim = echo_forged.part("forged").text("x-real-ip")
    if not claim or forged != claim:
        return None
    return evidence(
        echo=f"X-Real-IP reached Odoo as {shown(arrived)}",
        echo_forged=f"sent “{claim}”; it reached Odoo as {shown(forged)}",
        values={"arrived": shown(arrived), "forged": shown(forged)},
    )

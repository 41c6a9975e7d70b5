"""``X-Forwarded-Host`` arrives with another name or without the port."""

from ...judge.addresses import same_name
from ...judge.reading import last, shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...target import netloc


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-Host",
    location="/",
    title=_lt("X-Forwarded-Host does not carry the address that people use"),
    in_order=_lt("X-Forwarded-Host carries no other address."),
    explanation=_lt(
        "The request was made to %(asked)s and X-Forwarded-Host reached Odoo as %(arrived)s. $host"
        " leaves out the port and a constant is right for one name only; $http_host is what the"
        " browser sent."
    ),
    symptom=_lt("Links, redirects and the database filter use the wrong name or port."),
    fix="proxy_set_header X-Forwarded-Host $http_host;",
)
def check(echo):
    """Convict a value whose last element is not what was asked for."""
    arrived, base = echo.received("x-forwarded-host"), echo.address("base")
    if not echo.proven or not arrived or not base:
        return None
    asked = netloc(*base)
    if same_name(last(arrived), asked, base):
        return None
    return evidence(
        echo=f"asked {asked}; X-Forwarded-Host reached Odoo as {shown(arrived)}",
        values={"asked": asked, "arrived": shown(arrived)},
    )

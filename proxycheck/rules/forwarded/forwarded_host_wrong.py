"""``X-Forwarded-Host`` arrives with another name or without the port."""

from ...address import netloc
from ...judge.actions import put
from ...judge.addresses import same_name
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown
from ...judge.signs import last


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-Host",
    location="/",
    title=_lt("X-Forwarded-Host is not the address that users open"),
    in_order=_lt("X-Forwarded-Host names no other address."),
    explanation=_lt(
        "The request was made to %(asked)s, and Odoo received X-Forwarded-Host as"
        " %(arrived)s. $host leaves out the port, and a constant is right for one name only."
        " $http_host is what the browser sent."
    ),
    symptom=_lt("Links, redirects and the database filter use the wrong name or port."),
    actions=[put("proxy_set_header X-Forwarded-Host $http_host;")],
)
def check(echo):
    """Return evidence of a value whose last element is not what was asked for."""
    arrived, base = echo.received("x-forwarded-host"), echo.address("base")
    if not echo.proven or not arrived or not base:
        return None
    asked = netloc(*base)
    if same_name(last(arrived), asked, base):
        return None
    return evidence(
        echo=_lt("asked %(asked)s; Odoo received X-Forwarded-Host as %(arrived)s"),
        values={"asked": asked, "arrived": shown(arrived)},
    )

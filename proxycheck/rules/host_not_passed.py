"""``Host`` arrives as the upstream's name, and no ``X-Forwarded-Host`` corrects it."""

from ..reading import shown
from ..rule import Layer, Severity, _lt, evidence, rule
from ..target import netloc
from .forwarded_host_wrong import same_name


@rule(
    needs=["echo", "direct.odoo"],
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header Host",
    location="/",
    title=_lt("Odoo does not learn the name that people use"),
    in_order=_lt("Odoo learns the name that people use."),
    explanation=_lt(
        "The request was made to %(asked)s and reached Odoo as Host %(arrived)s. Without"
        " proxy_set_header nginx sends the name of its upstream, so Odoo builds links with it and"
        " its database filter (dbfilter) compares it."
    ),
    symptom=_lt(
        "Links and redirects lead to an inner name; with several databases the wrong one or none is chosen."
    ),
    fix="proxy_set_header Host $http_host;",
)
def check(echo, odoo):
    """Convict a Host of another name that Odoo really uses."""
    asked, arrived = host_in_use(echo, odoo)
    if not asked or _bare(arrived) == _bare(asked):
        return None
    return evidence(
        echo=f"asked {asked}; Host reached Odoo as {shown(arrived)}",
        values={"asked": asked, "arrived": shown(arrived)},
    )


def host_in_use(echo, odoo):
    """``(asked, arrived)`` where Odoo goes by the Host header and it is not what was asked."""
    base, arrived = echo.address("base"), echo.received("host") or ""
    if not echo.proven or not base:
        return "", ""
    asked = netloc(*base)
    # With X-Forwarded-Host there, Odoo goes by that, or proxy_mode_off says why not.
    if echo.received("x-forwarded-host") or same_name(arrived, asked, base):
        return "", ""
    return asked, arrived


def _bare(name):
    host, _colon, port = name.lower().rpartition(":")
    return host if host and port.isdigit() else name.lower()

"""Browsers get through; an access rule or a bot filter refuses Odoo's own server."""

from ...judge.actions import replace
from ...judge.ladders import Refusal, Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import asked_from, says
from ...judge.signs import by_proxy


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="deny",
    location="/",
    title=_lt("An access rule refuses Odoo's own server"),
    in_order=_lt("Odoo's own server is not refused where browsers get through."),
    explanation=_lt(
        "This browser reached this Odoo. Odoo's own server got: %(seen)s. A list of “allow”"
        " and “deny” without the server's address causes this, or a firewall, or a CDN's bot"
        " filter. So only the browser could test the reverse proxy. Scheduled checks, which"
        " the server makes alone, report it as broken. The line below lets the server in."
        " Behind a router or in a container nginx may see another address than %(asked_from)s:"
        " read it in nginx's access log."
    ),
    symptom=_lt("None for users. Scheduled checks cannot test this address."),
    actions=[replace("deny all;", "allow %(asked_from)s; deny all;")],
    of_anybody=True,
    concerns=[Site.REFUSED_TO_THE_SERVER, Refusal.ONLY_THE_SERVER],
)
def check(server_echo, browser_echo):
    """Return evidence of a 403 that the browser does not get."""
    if (
        not browser_echo.proven
        or server_echo.status != 403
        or not by_proxy(server_echo)
    ):
        return None
    return evidence(
        server_echo=_lt("GET /: %(seen)s"),
        browser_echo=_lt("GET /: this Odoo"),
        values={"seen": says(server_echo), "asked_from": asked_from(server_echo)},
    )

"""People get through; Odoo's own server is refused by an access rule or a bot filter."""

from ...judge.ladders import Refusal, Site
from ...judge.reading import asked_from, by_proxy, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="deny",
    location="/",
    title=_lt("An access rule refuses Odoo's own server"),
    in_order=_lt("Odoo's own server is not refused where people get through."),
    explanation=_lt(
        "This browser got this very Odoo; Odoo's own server was answered %(seen)s. A list of"
        " “allow” and “deny” without the server's address does this, a firewall, or a CDN's bot"
        " filter. So only the browser could test the proxy, and checks that the server makes"
        " alone, the scheduled ones, call it broken. The line below, before “deny all;”, lets the"
        " server in. Behind a router or in a container nginx may see another address than"
        " %(asked_from)s: its access log tells."
    ),
    symptom=_lt("None for people; scheduled checks cannot watch this address."),
    fix="allow %(asked_from)s;",
    of_anybody=True,
    concerns=[Site.REFUSED_TO_THE_SERVER, Refusal.ONLY_THE_SERVER],
)
def check(server_echo, browser_echo):
    """Tell of a 403 that the browser does not meet."""
    if (
        not browser_echo.proven
        or server_echo.status != 403
        or not by_proxy(server_echo)
    ):
        return None
    return evidence(
        server_echo=f"GET / → {says(server_echo)}",
        browser_echo="GET / → this Odoo's proof",
        values={"seen": says(server_echo), "asked_from": asked_from(server_echo)},
    )

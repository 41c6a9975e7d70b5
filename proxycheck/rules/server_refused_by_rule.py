"""People get through; Odoo's own server is refused by an access rule or a bot filter."""

from ..reading import asked_from, by_proxy, says
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["server.echo", "browser.echo"],
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
    stranger=True,
    explains=["access_denied", "server_cannot_reach_itself"],
)
def check(echo, browser_echo):
    """Tell of a 403 that the browser does not meet."""
    if not browser_echo.proven or echo.status != 403 or not by_proxy(echo):
        return None
    return evidence(
        server_echo=f"GET / → {says(echo)}",
        browser_echo="GET / → this Odoo's proof",
        values={"seen": says(echo), "asked_from": asked_from(echo)},
    )

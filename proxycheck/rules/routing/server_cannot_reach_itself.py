"""People reach this Odoo at its address; its own server ends up elsewhere, or nowhere."""

from ...judge.ladders import Refusal, Site
from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.INFO,
    layer=Layer.NETWORK,
    directive="DNS",
    title=_lt("People reach this Odoo, but its own server cannot"),
    in_order=_lt("Odoo's own server gets as far as people do."),
    explanation=_lt(
        "At %(scheme)s://%(host)s:%(port)s this browser got this very Odoo; Odoo's own server got:"
        " %(seen)s. Many networks cannot reach their own public address from inside (hairpin NAT,"
        " split DNS, containers, a CDN's bot wall). What the server saw was therefore not held"
        " against the proxy. Fill in “Connect to” at the address, with the proxy's inner host and"
        " port, and scheduled checks can look as well."
    ),
    symptom=_lt("None; but scheduled checks cannot watch this address."),
    fix="",
    of_anybody=True,
    concerns=[Site.ONLY_THE_SERVER_FAILS, Refusal.SEEN_FROM_INSIDE],
)
def check(server_echo, browser_echo):
    """Tell of it where the browser got through to this Odoo and the server did not."""
    if server_echo.proven or not browser_echo.proven:
        return None
    return evidence(
        server_echo=f"GET / → {says(server_echo)}, not this Odoo's proof",
        browser_echo="GET / → this Odoo's proof",
        values={"seen": says(server_echo)},
    )

"""Browsers reach this Odoo at its address; its own server does not."""

from ...judge.ladders import Refusal, Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says


@rule(
    severity=Severity.INFO,
    layer=Layer.NETWORK,
    directive="DNS",
    title=_lt("Browsers reach this Odoo, but its own server does not"),
    in_order=_lt("Odoo's own server gets as far as browsers do."),
    explanation=_lt(
        "This browser reached this Odoo at %(scheme)s://%(host)s:%(port)s. Odoo's own server"
        " got: %(seen)s. Many networks cannot reach their own public address from inside"
        " (hairpin NAT, split DNS, containers, a CDN's bot filter). So nothing that the server"
        " saw counts against the reverse proxy. Fill in “Connect to” at the address, with the"
        " internal host and port of the reverse proxy. Then scheduled checks can test it too."
    ),
    symptom=_lt("None; but scheduled checks cannot watch this address."),
    of_anybody=True,
    concerns=[Site.ONLY_THE_SERVER_FAILS, Refusal.SEEN_FROM_INSIDE],
)
def check(server_echo, browser_echo):
    """Return evidence when the browser reached this Odoo and the server did not."""
    if server_echo.proven or not browser_echo.proven:
        return None
    return evidence(
        server_echo=_lt("GET /: %(seen)s, not this Odoo"),
        browser_echo=_lt("GET /: this Odoo"),
        values={"seen": says(server_echo)},
    )

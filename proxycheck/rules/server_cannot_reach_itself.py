"""People reach this Odoo at its address; its own server ends up elsewhere, or nowhere."""

from ..reading import says
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["server.echo", "browser.echo"],
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
    stranger=True,
    explains=[
        "another_odoo_answers",
        "another_server_answers",
        "answered_by_return",
        "public_address_unreachable",
        "redirect_loop",
        "redirected_elsewhere",
        "site_upstream_dead",
    ],
)
def check(echo, browser_echo):
    """Tell of it where the browser got through to this Odoo and the server did not."""
    if echo.proven or not browser_echo.proven:
        return None
    return evidence(
        server_echo=f"GET / → {says(echo)}, not this Odoo's proof",
        browser_echo="GET / → this Odoo's proof",
        values={"seen": says(echo)},
    )

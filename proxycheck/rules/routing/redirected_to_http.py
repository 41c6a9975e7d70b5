"""The https address redirects to plain http."""

from ...judge.actions import put, replace
from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import FORWARDED, PAGES_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="return",
    location="/",
    title=_lt("The https address redirects to plain http"),
    in_order=_lt("Nobody is redirected from https to plain http."),
    explanation=_lt(
        "A request to the https address was redirected to %(location)s. A “return” or a"
        " “rewrite” names http, or uses $scheme behind a load balancer that ends TLS. The"
        " https address must forward to Odoo."
    ),
    symptom=_lt("The browser shows “not secure”, or the page does not open at all."),
    actions=[replace("return …;", PAGES_PASS), *map(put, FORWARDED)],
    of_anybody=True,
    concerns=[Site.WRONG_NAME],
)
def check(echo):
    """Return evidence of a redirect from https to http of the same name; a loop has a rule of its own."""
    asked = echo.address("asked")
    if not asked or asked[0] != "https":
        return None
    if echo.flag("loop") or echo.text("elsewhere"):
        return None
    for hop in echo.rows("hops"):
        if hop.text("location").startswith("http://"):
            location = hop.text("location")[:200]
            return evidence(
                echo=_lt("HTTP %(status)s, Location: %(location)s"),
                values={"status": hop.status, "location": location},
            )
    return None

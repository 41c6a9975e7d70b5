"""The https address sends people to plain http."""

from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="return",
    location="/",
    title=_lt("The https address sends people to plain http"),
    in_order=_lt("Nobody is sent from https to plain http."),
    explanation=_lt(
        "A request to the https address was answered with a redirect to %(location)s. A “return”"
        " or “rewrite” names http, or $scheme behind a load balancer that ends TLS."
    ),
    symptom=_lt("The browser shows “not secure”, or the page does not open at all."),
    fix="return 301 https://$host$request_uri;",
    of_anybody=True,
    concerns=[Site.WRONG_NAME],
)
def check(echo):
    """Convict a redirect from https to http of the same name; a circle has a rule of its own."""
    asked = echo.address("asked")
    if not asked or asked[0] != "https":
        return None
    if echo.flag("loop") or echo.text("elsewhere"):
        return None
    for hop in echo.rows("hops"):
        if hop.text("location").startswith("http://"):
            location = hop.text("location")[:200]
            return evidence(
                echo=f"HTTP {hop.status}, Location: {location}",
                values={"location": location},
            )
    return None

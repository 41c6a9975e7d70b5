"""The address redirects to itself without end."""

from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="return",
    location="/",
    title=_lt("The address redirects in a circle"),
    in_order=_lt("The address does not redirect in a circle."),
    explanation=_lt(
        "After %(hops)s redirects the request was sent back to where it had been: %(path)s. A"
        " “return 301” or “rewrite” stands in the block that it leads to, often because a load"
        " balancer in front speaks http to a server that insists on https."
    ),
    symptom=_lt("Browsers say “too many redirects”; nobody can open Odoo."),
    fix="""server {
    listen 80;
    return 301 https://$host$request_uri;
}""",
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo):
    """Convict a circle of redirects."""
    if not echo.flag("loop"):
        return None
    hops = echo.rows("hops")
    path = " → ".join(f"{hop.status} {hop.text('location')}" for hop in hops)
    return evidence(echo=path[:400], values={"hops": len(hops), "path": path[:300]})

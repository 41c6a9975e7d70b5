"""The address redirects to itself again and again."""

from ...judge.actions import put, replace
from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import FORWARDED, PAGES_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="return",
    location="/",
    title=_lt("The address redirects in a loop"),
    in_order=_lt("The address does not redirect in a loop."),
    explanation=_lt(
        "After %(hops)s redirects the request came back to where it had been: %(path)s. A"
        " “return 301” or a “rewrite” stands in the block that it leads to. Often a load"
        " balancer in front forwards plain http to a server that redirects to https. Only the"
        " server block for plain http may redirect; this one must forward to Odoo."
    ),
    symptom=_lt("Browsers say “too many redirects”; nobody can open Odoo."),
    actions=[replace("return …;", PAGES_PASS), *map(put, FORWARDED)],
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo):
    """Return evidence of a loop of redirects."""
    if not echo.flag("loop"):
        return None
    hops = echo.rows("hops")
    path = " → ".join(f"{hop.status} {hop.text('location')}" for hop in hops)
    return evidence(
        echo=_lt("redirects: %(path)s"), values={"hops": len(hops), "path": path[:400]}
    )

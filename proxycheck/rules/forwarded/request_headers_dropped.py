"""The proxy passes no headers of the client's at all."""

from ...judge.ladders import Site
from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass_request_headers",
    location="/",
    title=_lt("The proxy drops the headers that browsers send"),
    in_order=_lt("The proxy does not drop the headers that browsers send."),
    explanation=_lt(
        "The request carried a ticket in a header and reached this addon's route without it"
        " (%(seen)s). So cookies, languages and everything else that browsers say is lost too."
    ),
    symptom=_lt("After a right password the login page comes again."),
    fix="proxy_pass_request_headers on;",
    of_anybody=True,
    concerns=[Site.WRONG_NAME],
)
def check(echo, direct_echo):
    """Convict the addon's own word that no ticket came."""
    if not direct_echo.proven or echo.header("x-proxy-health") != "no ticket":
        return None
    return evidence(
        echo=f"GET / → {says(echo)}: no ticket arrived", values={"seen": says(echo)}
    )

"""The proxy forwards none of the client's headers."""

from ...judge.actions import put
from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass_request_headers",
    location="/",
    title=_lt("The reverse proxy does not forward the headers that browsers send"),
    in_order=_lt("The reverse proxy forwards the headers that browsers send."),
    explanation=_lt(
        "The request had a header with a ticket, and reached this addon's route without it"
        " (%(seen)s). So cookies, languages and all other headers of browsers are lost too."
    ),
    symptom=_lt("After the right password the login page appears again."),
    actions=[put("proxy_pass_request_headers on;")],
    of_anybody=True,
    concerns=[Site.WRONG_NAME],
)
def check(echo, direct_echo):
    """Return evidence when the addon itself says that no ticket came."""
    if not direct_echo.proven or echo.header("x-proxy-health") != "no ticket":
        return None
    return evidence(
        echo=_lt("GET /: %(seen)s, no ticket arrived"), values={"seen": says(echo)}
    )

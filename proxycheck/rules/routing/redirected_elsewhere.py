"""The address redirects to another name."""

from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="return",
    location="/",
    title=_lt("The address redirects to another name: %(elsewhere)s"),
    in_order=_lt("The address does not redirect to another name."),
    explanation=_lt(
        "Requests to this address are redirected to %(elsewhere)s. A check reports redirects"
        " to another name and does not follow them. If users work with that name, check that"
        " address and set web.base.url to it."
    ),
    symptom=_lt(
        "Links in mails lead through a redirect. Websockets to this name do not open."
    ),
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo):
    """Return evidence of a redirect to another host."""
    elsewhere = echo.text("elsewhere")
    if not elsewhere:
        return None
    return evidence(
        echo=_lt("HTTP %(status)s, Location: %(elsewhere)s"),
        values={"status": echo.status, "elsewhere": elsewhere},
    )

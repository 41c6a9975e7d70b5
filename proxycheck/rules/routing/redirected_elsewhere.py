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
        "Requests to this address are sent on to %(elsewhere)s. Redirects to another name are"
        " reported and not followed. If people use that name, check that one and set"
        " web.base.url to it."
    ),
    symptom=_lt(
        "Links in mails lead through a redirect; websockets to this name do not open."
    ),
    fix="",
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo):
    """Convict a redirect that leaves the host."""
    elsewhere = echo.text("elsewhere")
    if not elsewhere:
        return None
    return evidence(
        echo=f"HTTP {echo.status}, Location: {elsewhere}",
        values={"elsewhere": elsewhere},
    )

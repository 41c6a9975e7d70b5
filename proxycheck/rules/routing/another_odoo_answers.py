"""Another Odoo, or another database, answers at this address."""

from ...judge.actions import put
from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...nginx import PAGES_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/",
    title=_lt("Another Odoo or another database answers at this address"),
    in_order=_lt("No other Odoo answers at this address."),
    explanation=_lt(
        "The response came from an Odoo, but not from this one: it does not know this"
        " database's secret. Either proxy_pass leads to another instance, or the name of this"
        " address selects another database there."
    ),
    symptom=_lt(
        "Users see other data or cannot log in, or live chat goes to another database."
    ),
    actions=[put(PAGES_PASS)],
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo, direct_echo):
    """Return evidence when another Odoo answers here, and this one answers directly."""
    if echo.proven or not direct_echo.proven:
        return None
    foreign = echo.text("spoken_by") == "odoo_echo" or (
        echo.text("spoken_by") == "odoo" and echo.status in (200, 404)
    )
    if not foreign:
        return None
    return evidence(
        echo=_lt("GET /proxy_health/echo: %(seen)s, but not this database"),
        direct_echo=_lt("the same request directly to Odoo's HTTP port: this Odoo"),
        values={"seen": says(echo)},
    )

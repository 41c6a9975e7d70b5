"""Another Odoo, or another database, answers at this address."""

from ...judge.ladders import Site
from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/",
    title=_lt("Another Odoo or another database answers at this address"),
    in_order=_lt("No other Odoo answers at this address."),
    explanation=_lt(
        "The answer came from an Odoo, but it could not prove to be this one: it does not know"
        " this database's secret. The proxy_pass leads to another instance, or the name of this"
        " address selects another database there."
    ),
    symptom=_lt(
        "People see other data, cannot log in, or live chat goes to another database."
    ),
    fix="""location / {
    proxy_pass http://127.0.0.1:%(http_port)s;
}""",
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo, direct_echo):
    """Convict an Odoo that cannot prove itself, while this one can when asked directly."""
    if echo.proven or not direct_echo.proven:
        return None
    foreign = echo.text("spoken_by") == "odoo_echo" or (
        echo.text("spoken_by") == "odoo" and echo.status in (200, 404)
    )
    if not foreign:
        return None
    return evidence(
        echo=f"GET /proxy_health/echo → {says(echo)}, without this database's proof",
        direct_echo="the same straight to Odoo's HTTP port → proof given",
    )

"""``Host`` arrives as the upstream's name, and no ``X-Forwarded-Host`` corrects it."""

from ...judge.addresses import bare_name, host_in_use
from ...judge.reading import shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header Host",
    location="/",
    title=_lt("Odoo does not learn the name that people use"),
    in_order=_lt("Odoo learns the name that people use."),
    explanation=_lt(
        "The request was made to %(asked)s and reached Odoo as Host %(arrived)s. Without"
        " proxy_set_header nginx sends the name of its upstream, so Odoo builds links with it and"
        " its database filter (dbfilter) compares it."
    ),
    symptom=_lt(
        "Links and redirects lead to an inner name; with several databases the wrong one or none is chosen."
    ),
    fix="proxy_set_header Host $http_host;",
)
def check(echo, direct_odoo):
    """Convict a Host of another name that Odoo really uses."""
    asked, arrived = host_in_use(echo, direct_odoo)
    if not asked or bare_name(arrived) == bare_name(asked):
        return None
    return evidence(
        echo=f"asked {asked}; Host reached Odoo as {shown(arrived)}",
        values={"asked": asked, "arrived": shown(arrived)},
    )

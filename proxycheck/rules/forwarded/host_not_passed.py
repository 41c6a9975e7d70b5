"""``Host`` arrives as the upstream's name, and no ``X-Forwarded-Host`` corrects it."""

from ...judge.actions import add
from ...judge.addresses import bare_name, host_in_use
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header Host",
    location="/",
    title=_lt("Odoo does not receive the name that users open"),
    in_order=_lt("Odoo receives the name that users open."),
    explanation=_lt(
        "The request was made to %(asked)s, and Odoo received Host as %(arrived)s. Without a"
        " proxy_set_header nginx sends the name of its upstream. Odoo makes its links with"
        " that name, and its database filter (dbfilter) compares it."
    ),
    symptom=_lt(
        "Links and redirects lead to an internal name. With several databases Odoo chooses"
        " the wrong one or none."
    ),
    actions=[add("proxy_set_header Host $http_host;")],
)
def check(echo, direct_odoo):
    """Return evidence of a Host of another name that Odoo really uses."""
    asked, arrived = host_in_use(echo, direct_odoo)
    if not asked or bare_name(arrived) == bare_name(asked):
        return None
    return evidence(
        echo=_lt("asked %(asked)s; Odoo received Host as %(arrived)s"),
        values={"asked": asked, "arrived": shown(arrived)},
    )

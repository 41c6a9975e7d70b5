"""``Host $host`` drops the port of an address that is not on the usual one."""

from ...judge.actions import put
from ...judge.addresses import bare_name, host_in_use
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header Host",
    location="/",
    title=_lt("Odoo does not receive the port that users open"),
    in_order=_lt("The port of the address is not lost."),
    explanation=_lt(
        "The request was made to %(asked)s, and Odoo received Host as %(arrived)s. nginx's"
        " $host is the name without the port. $http_host is what the browser sent."
    ),
    symptom=_lt(
        "Redirects after login and links in mails lead to the address without its port."
    ),
    actions=[put("proxy_set_header Host $http_host;")],
)
def check(echo, direct_odoo):
    """Return evidence of a Host that differs from the asked one by its port only."""
    asked, arrived = host_in_use(echo, direct_odoo)
    if not asked or bare_name(arrived) != bare_name(asked):
        return None
    return evidence(
        echo=_lt("asked %(asked)s; Odoo received Host as %(arrived)s"),
        values={"asked": asked, "arrived": shown(arrived)},
    )

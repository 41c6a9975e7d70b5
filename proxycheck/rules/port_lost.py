"""``Host $host`` drops the port of an address that is not on the usual one."""

from ..reading import shown
from ..rule import Layer, Severity, _lt, evidence, rule
from .host_not_passed import _bare, host_in_use


@rule(
    needs=["echo", "direct.odoo"],
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header Host",
    location="/",
    title=_lt("The port is lost on the way to Odoo"),
    in_order=_lt("The port of the address is not lost."),
    explanation=_lt(
        "The request was made to %(asked)s and reached Odoo as Host %(arrived)s. nginx's $host is"
        " the name without the port; $http_host is what the browser sent."
    ),
    symptom=_lt(
        "Redirects after login and links in mails lead to the address without its port."
    ),
    fix="proxy_set_header Host $http_host;",
)
def check(echo, odoo):
    """Convict a Host that differs from the asked one by its port only."""
    asked, arrived = host_in_use(echo, odoo)
    if not asked or _bare(arrived) != _bare(asked):
        return None
    return evidence(
        echo=f"asked {asked}; Host reached Odoo as {shown(arrived)}",
        values={"asked": asked, "arrived": shown(arrived)},
    )

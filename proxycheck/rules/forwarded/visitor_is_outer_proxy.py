"""With two proxies, Odoo takes the outer proxy's address for the client's."""

from ...judge.actions import add, put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown
from ...judge.signs import last


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="set_real_ip_from",
    location="/",
    title=_lt("Odoo takes the outer proxy for the client"),
    in_order=_lt("No outer proxy is taken for the client."),
    explanation=_lt(
        "The client sent no X-Forwarded-For, and Odoo received it as %(arrived)s. So there"
        " are two proxies, and each added the address that it saw. Odoo takes the last one,"
        " which is the outer proxy's. The inner nginx must take the client's address from the"
        " outer proxy (set_real_ip_from, real_ip_header) and forward that."
    ),
    symptom=_lt(
        "Every login seems to come from the load balancer. Limits per address apply to"
        " everybody at once."
    ),
    actions=[
        add("set_real_ip_from %(outer)s;", "server"),
        add("real_ip_header X-Forwarded-For;", "server"),
        put("proxy_set_header X-Forwarded-For $remote_addr;"),
    ],
)
def check(echo):
    """Return evidence of several different addresses when the client sent no such header."""
    arrived = echo.received("x-forwarded-for")
    addresses = [part.strip() for part in (arrived or "").split(",") if part.strip()]
    if not echo.proven or len(addresses) < 2 or addresses[0] == last(arrived):
        return None
    return evidence(
        echo=_lt("Odoo received X-Forwarded-For as %(arrived)s"),
        values={"outer": last(arrived), "arrived": shown(arrived)},
    )

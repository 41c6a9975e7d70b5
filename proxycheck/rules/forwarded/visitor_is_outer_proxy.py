"""With two proxies, Odoo takes the outer one for the visitor."""

from ...judge.reading import last, shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="set_real_ip_from",
    location="/",
    title=_lt("Odoo takes the outer proxy for the visitor"),
    in_order=_lt("No outer proxy is taken for the visitor."),
    explanation=_lt(
        "X-Forwarded-For reached Odoo as %(arrived)s although the client had sent none: there are"
        " two proxies, and each added the address that it saw. Odoo takes the last, which is the"
        " outer proxy's. The inner nginx must take the visitor's address from the outer one"
        " (set_real_ip_from, real_ip_header) and send that."
    ),
    symptom=_lt(
        "Every login seems to come from the load balancer; limits for one address hit everybody."
    ),
    fix="""set_real_ip_from 10.0.0.0/8;  # the outer proxy's address
real_ip_header X-Forwarded-For;
proxy_set_header X-Forwarded-For $remote_addr;""",
)
def check(echo):
    """Convict a list of several different addresses in an honest request's header."""
    arrived = echo.received("x-forwarded-for")
    addresses = [part.strip() for part in (arrived or "").split(",") if part.strip()]
    if not echo.proven or len(addresses) < 2 or addresses[0] == last(arrived):
        return None
    return evidence(
        echo=f"X-Forwarded-For reached Odoo as {shown(arrived)}",
        values={"arrived": shown(arrived)},
    )

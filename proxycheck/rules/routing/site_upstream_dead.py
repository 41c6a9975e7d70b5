"""Nobody answers where ``/`` is passed to; Odoo's HTTP port is well."""

from ...judge.ladders import Site
from ...judge.reading import by_proxy, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/",
    title=_lt("nginx passes pages to an address where Odoo does not answer"),
    in_order=_lt("Pages are not passed to a dead address."),
    explanation=_lt(
        "A page was answered with %(seen)s, while Odoo's own port %(http_port)s answers when asked"
        " directly. The proxy_pass or upstream of location / names a wrong port or host, uses"
        " “https://” for a plain port, or a host where packets vanish."
    ),
    symptom=_lt("Nobody can open Odoo: “502 Bad Gateway” or “504 Gateway Time-out”."),
    fix="""location / {
    proxy_pass http://127.0.0.1:%(http_port)s;
}""",
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo, direct_echo):
    """Convict 502, 504 or silence for a page, while Odoo itself is well."""
    if not direct_echo.proven:
        return None
    refused = echo.status in (502, 504) and by_proxy(echo)
    if not refused and not (
        echo.text("outcome") == "timeout" and not echo.rows("hops")
    ):
        return None
    return evidence(
        echo=f"GET / → {says(echo)}",
        direct_echo=f"GET straight to Odoo's HTTP port → {says(direct_echo)}",
        values={"seen": says(echo)},
    )

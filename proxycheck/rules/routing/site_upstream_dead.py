"""Nothing answers where ``/`` is forwarded to, while Odoo's HTTP port works."""

from ...judge.actions import put
from ...judge.ladders import Site
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import GATEWAY_TIMEOUT, by_proxy, is_this_odoo, nobody_behind
from ...nginx import PAGES_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/",
    title=_lt("nginx forwards pages to an address where Odoo does not answer"),
    in_order=_lt("Pages are not forwarded to a dead address."),
    explanation=_lt(
        "A page was answered with: %(seen)s. Odoo's own port %(http_port)s answers when it is"
        " asked directly. The proxy_pass or the upstream of location / has a wrong port or"
        " host, uses “https://” for a plain port, or names a host that cannot be reached."
    ),
    symptom=_lt("Nobody can open Odoo: “502 Bad Gateway” or “504 Gateway Time-out”."),
    actions=[put(PAGES_PASS)],
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo, direct_echo, malformed=NOTHING):
    """Return evidence of 502, 504 or a proxy's silence for a page, while Odoo itself works.

    Silence alone may be a firewall's, or that of a router which does not lead its own
    public address back in.
    """
    if not is_this_odoo(direct_echo):
        return None
    late = echo.status == GATEWAY_TIMEOUT and by_proxy(echo)
    silent = echo.text("outcome") == "timeout" and not echo.rows("hops")
    if not late and not nobody_behind(echo) and not (silent and by_proxy(malformed)):
        return None
    return evidence(
        echo=_lt("GET /: %(seen)s"),
        direct_echo=_lt("GET directly to Odoo's HTTP port: %(direct)s"),
        values={"seen": says(echo), "direct": says(direct_echo)},
    )

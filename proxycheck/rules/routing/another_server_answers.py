"""Something that is no Odoo answers at this address."""

from ...judge.ladders import Site
from ...judge.reading import by_proxy, says
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule

#: Statuses that have rules of their own.
OTHERS = (401, 403, 413, 429, 502, 504)
OFF = (500, 503)


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["server_name", "return"],
    location="/",
    title=_lt("Another server than Odoo answers at this address"),
    in_order=_lt("No other server answers at this address."),
    explanation=_lt(
        "The address answered %(seen)s (Server: %(server)s), and nothing in it is Odoo's, while"
        " Odoo itself answers when asked directly. Usually another server block catches this name"
        " (server_name, default_server), or the name leads to another machine."
    ),
    symptom=_lt(
        "People see another site, a welcome page or an error page instead of Odoo."
    ),
    fix="server_name %(host)s;",
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo, direct_echo, echo_web=NOTHING, echo_websocket=NOTHING, limits=NOTHING):
    """Convict a page that Odoo did not write, from an address none of whose paths lead to it."""
    if echo.proven or not direct_echo.proven or not by_proxy(echo):
        return None
    if echo.status in OTHERS or echo.flag("loop") or echo.text("elsewhere"):
        return None
    if echo.status in OFF and limits.text("kind") in ("rate", "at_once"):
        return None
    beside = echo_web.proven or echo_websocket.proven or echo.status in OFF
    directive = "return" if beside else "server_name"
    return evidence(
        directive=directive,
        echo=f"GET / → {says(echo)}, Server: {echo.header('server') or '(absent)'}",
        direct_echo="the same straight to Odoo's HTTP port → proof given",
        values={"seen": says(echo), "server": echo.header("server") or "(absent)"},
    )

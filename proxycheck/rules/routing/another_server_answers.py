"""Something other than Odoo answers at this address."""

from ...judge.actions import put, replace
from ...judge.ladders import Site
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import ABSENT, says
from ...judge.signs import by_proxy, nobody_behind
from ...nginx import FORWARDED, PAGES_PASS

#: Statuses that have rules of their own.
OTHERS = (401, 403, 413, 429, 502, 504)
OFF = (500, 503)
#: The block for pages, where something else stands in it.
PASSED = [replace("return …;", PAGES_PASS), *map(put, FORWARDED)]


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["server_name", "return"],
    location="/",
    title=_lt("Another server than Odoo answers at this address"),
    in_order=_lt("No other server answers at this address."),
    explanation=_lt(
        "The address answered: %(seen)s (Server: %(server)s). Nothing in the response is from"
        " Odoo. Odoo itself answers when it is asked directly. Usually another server block"
        " matches this name (server_name, default_server), or a “return” answers for the whole"
        " site, or the name leads to another machine."
    ),
    symptom=_lt(
        "Users see another site, a welcome page or an error page instead of Odoo."
    ),
    actions=[put("server_name %(host)s;", "server")],
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(echo, direct_echo, echo_web=NOTHING, echo_websocket=NOTHING, limits=NOTHING):
    """Return evidence of a response that Odoo did not write, where no path of the address leads to Odoo."""
    if echo.proven or not direct_echo.proven or not by_proxy(echo):
        return None
    if nobody_behind(echo) or echo.status in OTHERS:
        return None
    if echo.flag("loop") or echo.text("elsewhere"):
        return None
    if echo.status in OFF and limits.text("kind") in ("rate", "at_once"):
        return None
    beside = echo_web.proven or echo_websocket.proven or echo.status in OFF
    return evidence(
        directive="return" if beside else "server_name",
        actions=PASSED if beside else (),
        echo=_lt("GET /: %(seen)s, Server: %(server)s"),
        direct_echo=_lt("the same request directly to Odoo's HTTP port: this Odoo"),
        values={"seen": says(echo), "server": echo.header("server") or ABSENT},
    )

"""Pages come from this Odoo, the websocket from another Odoo or another database."""

from ...judge.actions import put
from ...judge.ladders import Delivery, Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...nginx import WEBSOCKET_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["proxy_pass", "proxy_set_header Host"],
    location="/websocket",
    title=_lt("The websocket is forwarded to another Odoo than the pages"),
    in_order=_lt("The websocket leads to no other Odoo than the pages."),
    explanation=_lt(
        "Pages of this address come from this Odoo. Below /websocket another Odoo answers"
        " (%(seen)s), which does not know this database. Either its proxy_pass leads to"
        " another instance or container, or the location block does not forward Host and a"
        " dbfilter needs it."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, or the websocket opens and is closed"
        " again with “session expired”."
    ),
    actions=[put(WEBSOCKET_PASS)],
    concerns=[Handshake.WRONG_ODOO, Delivery.NO_SOCKET],
)
def check(echo, echo_below, echo_websocket, handshake, direct_odoo):
    """Return evidence when a probe route refuses this database's ticket, and pages accept it."""
    if (
        not echo.proven
        or echo_below.proven
        or echo_websocket.proven
        or handshake.proven
    ):
        return None
    if echo_below.text("spoken_by") != "odoo_echo" and not echo_websocket.flag(
        "no_database"
    ):
        return None
    by_name = "%h" in direct_odoo.text("dbfilter") or "%d" in direct_odoo.text(
        "dbfilter"
    )
    return evidence(
        # A filter by name rejects this very Odoo's database when the block loses the name.
        directive="proxy_set_header Host" if by_name else "",
        actions=[put("proxy_set_header Host $http_host;")] if by_name else (),
        echo=_lt("GET /: this database"),
        echo_below=_lt("GET /websocket/proxy_health/echo: %(seen)s, not this database"),
        values={"seen": says(echo_below)},
    )

"""Pages come from this Odoo, the websocket from another one or another database."""

from ...judge.ladders import Delivery, Handshake
from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_PROXY_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["proxy_pass", "proxy_set_header Host"],
    location="/websocket",
    title=_lt("The websocket goes to another Odoo than the pages"),
    in_order=_lt("The websocket leads to no other Odoo than the pages."),
    explanation=_lt(
        "Pages of this address come from this Odoo and prove it; what answers below /websocket is"
        " an Odoo too (%(seen)s), but does not know this database. Its proxy_pass leads to another"
        " instance or container, or, with a dbfilter that reads the name, the block loses Host."
    ),
    symptom=_lt(
        "Chat is silent, or the socket opens and is closed again as “session expired”."
    ),
    fix=WEBSOCKET_PROXY_PASS,
    concerns=[Handshake.WRONG_ODOO, Delivery.NO_SOCKET],
)
def check(echo, echo_below, echo_websocket, handshake, direct_odoo):
    """Convict a probe route that refuses this database's ticket, where pages accept it."""
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
        fix="proxy_set_header Host $http_host;" if by_name else "",
        echo="GET / → proof of this database given",
        echo_below=f"GET /websocket/proxy_health/echo → {says(echo_below)}, no proof",
        values={"seen": says(echo_below)},
    )

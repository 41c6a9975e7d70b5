"""Pages come from this Odoo, the websocket from another one or another database."""

from ..nginx import WEBSOCKET_PROXY_PASS
from ..reading import says
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["echo", "echo_below", "echo_websocket", "handshake", "direct.odoo"],
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
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
    explains=[
        "roundtrip_lost_in_proxy",
        "websocket_handshake_headers_lost",
        "websocket_path_rewritten",
    ],
)
def check(echo, echo_below, echo_websocket, handshake, odoo):
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
    by_name = "%h" in odoo.text("dbfilter") or "%d" in odoo.text("dbfilter")
    return evidence(
        # A filter by name rejects this very Odoo's database when the block loses the name.
        directive="proxy_set_header Host" if by_name else "",
        fix="proxy_set_header Host $http_host;" if by_name else "",
        echo="GET / → proof of this database given",
        echo_below=f"GET /websocket/proxy_health/echo → {says(echo_below)}, no proof",
        values={"seen": says(echo_below)},
    )

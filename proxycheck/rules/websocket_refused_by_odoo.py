"""Odoo's evented process itself fails handshakes: it has no database connection left."""

from ..reading import odoo_error
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=[
        "direct.handshake",
        "direct.roundtrip",
        "direct.echo_websocket",
        "direct.odoo",
        "?handshake",
        "?echo_websocket",
    ],
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="db_maxconn",
    title=_lt("Odoo's evented process answers websockets with an error of its own"),
    explanation=_lt(
        "Odoo's process on port %(gevent_port)s, which is the right one, answered a websocket"
        " handshake with %(seen)s. In most cases its pool of database connections is used up (“The Connection"
        " Pool Is Full” in Odoo's log): raise db_maxconn_gevent, or db_maxconn, which is"
        " %(db_maxconn)s. Otherwise the log names the error."
    ),
    symptom=_lt(
        "Chat connects and disconnects again and again, most of all when many people are online."
    ),
    fix="# in odoo.conf: db_maxconn_gevent = 64",
    stranger=True,
    explains=[
        "bus_notifications_lost",
        "roundtrip_lost_in_proxy",
        "websocket_not_opened",
        "websocket_sent_to_http_port",
        "websocket_upstream_mixed",
    ],
)
def check(handshake, roundtrip, echo_websocket, odoo, public, public_echo):
    """Convict a 500 that the right process gave, without a proxy between or with one."""
    answers = {
        "direct_handshake": (handshake, echo_websocket),
        "direct_roundtrip": (roundtrip, echo_websocket),
        "handshake": (public, public_echo),
    }
    for name, (facts, echo) in answers.items():
        right = echo.proven and _all_right(echo, odoo)
        # On its own port Odoo may be too far gone to prove who it is.
        gone = odoo_error(echo) and name != "handshake"
        if facts.status == 500 and (right or gone):
            way = "through the proxy" if name == "handshake" else "straight to Odoo"
            return evidence(
                **{name: f"handshake {way} → HTTP 500, from the right process"},
                values={"seen": "HTTP 500", "db_maxconn": odoo.get("db_maxconn")},
            )
    return None


def _all_right(echo, odoo):
    """Whether no other process was met: an HTTP worker answers handshakes with 500 too."""
    rows = [row for row in echo.rows("tries") if row.proven] or [echo]
    return not odoo.number("workers") or all(row.flag("evented") for row in rows)

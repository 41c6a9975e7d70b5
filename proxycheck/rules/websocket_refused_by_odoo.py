"""Odoo's evented process itself fails handshakes, asked directly: it has no database connection left."""

from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=[
        "direct.handshake",
        "direct.roundtrip",
        "direct.echo_websocket",
        "direct.odoo",
    ],
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="db_maxconn",
    title=_lt("Odoo's evented process answers websockets with an error of its own"),
    explanation=_lt(
        "Asked directly, without the proxy, port %(gevent_port)s answered a websocket handshake"
        " with %(seen)s. In most cases its pool of database connections is used up (“The Connection"
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
        "websocket_sent_to_http_port",
    ],
)
def check(handshake, roundtrip, echo_websocket, odoo):
    """Convict a 500 that the right process gave without a proxy between."""
    if not (
        echo_websocket.proven
        and (echo_websocket.flag("evented") or not odoo.number("workers"))
    ):
        return None
    for name, facts in (
        ("direct_handshake", handshake),
        ("direct_roundtrip", roundtrip),
    ):
        if facts.status == 500:
            return evidence(
                **{name: "handshake straight to Odoo → HTTP 500"},
                values={"seen": "HTTP 500", "db_maxconn": odoo.get("db_maxconn")},
            )
    return None

"""Odoo itself closes the websocket: its database pool is empty or it limits frames."""

from ..rule import Layer, Severity, _lt, evidence, rule

TRY_LATER = 1013  # bus/websocket.py, CloseCode.TRY_LATER


@rule(
    needs=["direct.roundtrip", "direct.odoo"],
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="db_maxconn",
    title=_lt("Odoo closes websockets because it has no database connection left"),
    in_order=_lt("Odoo has a database connection for each websocket."),
    explanation=_lt(
        "A websocket opened straight to Odoo was closed with code %(code)s (“try again later”)."
        " The evented process has used up its database connections (db_maxconn_gevent, else"
        " db_maxconn, %(db_maxconn)s), or websocket_rate_limit_burst is too small."
    ),
    symptom=_lt(
        "Chat connects and disconnects again and again, most of all when many people are online."
    ),
    fix="# in odoo.conf: db_maxconn_gevent = 64",
    stranger=True,
    explains=["bus_notifications_lost", "roundtrip_lost_in_proxy"],
)
def check(roundtrip, odoo):
    """Convict close code 1013 on the direct line."""
    if not roundtrip.flag("opened") or roundtrip.number("close_code") != TRY_LATER:
        return None
    burst = odoo.number("websocket_rate_limit_burst")
    return evidence(
        directive="websocket_rate_limit_burst"
        if burst is not None and burst < 3
        else "",
        direct_roundtrip=f"closed with {TRY_LATER}",
        values={"code": TRY_LATER, "db_maxconn": odoo.get("db_maxconn")},
    )

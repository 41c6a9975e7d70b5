"""Odoo itself closes the websocket: its database pool is empty or it limits frames."""

from ...judge.ladders import Delivery
from ...judge.rule import Layer, Severity, _lt, evidence, rule

TRY_LATER = 1013  # bus/websocket.py, CloseCode.TRY_LATER


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive=["db_maxconn", "websocket_rate_limit_burst"],
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
    of_anybody=True,
    concerns=[Delivery.NO_SOCKET],
)
def check(direct_roundtrip, direct_odoo):
    """Convict close code 1013 on the direct line."""
    if (
        not direct_roundtrip.flag("opened")
        or direct_roundtrip.number("close_code") != TRY_LATER
    ):
        return None
    burst = direct_odoo.number("websocket_rate_limit_burst")
    return evidence(
        directive="websocket_rate_limit_burst"
        if burst is not None and burst < 3
        else "",
        direct_roundtrip=f"closed with {TRY_LATER}",
        values={"code": TRY_LATER, "db_maxconn": direct_odoo.get("db_maxconn")},
    )

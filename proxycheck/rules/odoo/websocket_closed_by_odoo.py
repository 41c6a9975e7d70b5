"""Odoo itself closes the websocket: its database pool is empty or it limits frames."""

from ...judge.actions import set_to
from ...judge.ladders import Delivery
from ...judge.rule import Layer, Severity, _lt, evidence, rule

TRY_LATER = 1013  # bus/websocket.py, CloseCode.TRY_LATER

#: Odoo's own default (odoo/tools/config.py of Odoo 19).
DEFAULT_BURST = 10


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive=["db_maxconn", "websocket_rate_limit_burst"],
    title=_lt("Odoo closes websockets because it has no database connection left"),
    in_order=_lt("Odoo has a database connection for each websocket."),
    explanation=_lt(
        "A websocket directly to Odoo was closed with code %(code)s (“try again later”)."
        " Either the evented process has used all its database connections (db_maxconn_gevent,"
        " else db_maxconn, which is %(db_maxconn)s), or websocket_rate_limit_burst is too"
        " small."
    ),
    symptom=_lt(
        "The connection drops and comes back again and again, above all when many users are"
        " online."
    ),
    actions=[set_to("db_maxconn_gevent = 64")],
    of_anybody=True,
    concerns=[Delivery.NO_SOCKET],
)
def check(direct_roundtrip, direct_odoo):
    """Return evidence of close code 1013 on the direct websocket."""
    if (
        not direct_roundtrip.flag("connected")
        or direct_roundtrip.number("close_code") != TRY_LATER
    ):
        return None
    burst = direct_odoo.number("websocket_rate_limit_burst")
    limited = burst is not None and burst < 3
    return evidence(
        directive="websocket_rate_limit_burst" if limited else "",
        actions=[set_to(f"websocket_rate_limit_burst = {DEFAULT_BURST}")]
        if limited
        else (),
        direct_roundtrip=_lt("closed with %(code)s"),
        values={"code": TRY_LATER, "db_maxconn": direct_odoo.get("db_maxconn")},
    )

"""Odoo's evented process does not know the sessions that its HTTP workers store."""

from ...judge.ladders import Delivery
from ...judge.rule import Layer, Severity, _lt, evidence, rule

SESSION_EXPIRED = 4001  # bus/websocket.py, CloseCode.SESSION_EXPIRED


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="data_dir",
    title=_lt("Odoo's processes do not share their sessions"),
    in_order=_lt("Odoo's processes share their sessions."),
    explanation=_lt(
        "A session was stored a moment ago. The process that serves websockets on port"
        " %(gevent_port)s does not know it: it closed the websocket with code %(code)s"
        " (“session expired”). All processes must have the same data_dir, or the same session"
        " store. This also applies across containers."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and users are logged out for the"
        " websocket only."
    ),
    of_anybody=True,
    concerns=[Delivery.NO_SOCKET],
)
def check(direct_roundtrip, direct_odoo):
    """Return evidence of close code 4001 on the direct websocket, with a session that Odoo had just stored."""
    if (
        not direct_roundtrip.flag("connected")
        or direct_roundtrip.number("close_code") != SESSION_EXPIRED
    ):
        return None
    return evidence(
        direct_roundtrip=_lt("opened, closed with %(code)s"),
        direct_odoo=_lt("gevent_port = %(gevent_port)s"),
        values={"code": SESSION_EXPIRED},
    )

"""Odoo's evented process does not know the sessions that its HTTP workers make."""

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
        "A session that was stored a moment ago is unknown to the process that serves websockets"
        " on port %(gevent_port)s: it closed the socket with code %(code)s (“session expired”)."
        " Both processes must use one data_dir, or one session store, also across containers."
    ),
    symptom=_lt(
        "Chat is silent, and people seem logged out to the websocket although they are not."
    ),
    fix="# in odoo.conf of every process: the same data_dir",
    of_anybody=True,
    concerns=[Delivery.NO_SOCKET],
)
def check(direct_roundtrip, direct_odoo):
    """Convict close code 4001 on the direct line, with a session that Odoo had just stored."""
    if (
        not direct_roundtrip.flag("opened")
        or direct_roundtrip.number("close_code") != SESSION_EXPIRED
    ):
        return None
    return evidence(
        direct_roundtrip=f"opened, closed with {SESSION_EXPIRED}",
        direct_odoo=f"gevent_port = {direct_odoo.get('gevent_port')}",
        values={"code": SESSION_EXPIRED},
    )

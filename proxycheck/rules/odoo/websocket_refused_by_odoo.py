"""Odoo's evented process answers handshakes with an error: it has no database connection left."""

from ...judge.actions import set_to
from ...judge.ladders import Delivery, Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.signs import odoo_error


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="db_maxconn",
    title=_lt("Odoo's evented process answers websockets with an error of its own"),
    in_order=_lt("Odoo's evented process gives no errors of its own."),
    explanation=_lt(
        "Odoo's process on port %(gevent_port)s, which is the right one, answered a websocket"
        " handshake with %(seen)s. In most cases it has used all its database connections, and"
        " Odoo's log says “The Connection Pool Is Full”. Then raise db_maxconn_gevent, or"
        " db_maxconn, which is %(db_maxconn)s. Otherwise the log names the error."
    ),
    symptom=_lt(
        "The connection drops and comes back again and again, above all when many users are"
        " online."
    ),
    actions=[set_to("db_maxconn_gevent = 64")],
    of_anybody=True,
    concerns=[Handshake.ODOO_FAILS, Delivery.NO_SOCKET],
)
def check(direct_handshake, direct_roundtrip, direct_echo_websocket, direct_odoo):
    """Return evidence of a 500 that the right process gave without a proxy in between.

    Through a proxy a 500 proves nothing: an HTTP worker answers handshakes so, too.
    """
    right = direct_echo_websocket.flag("evented") or not direct_odoo.number("workers")
    # On its own port Odoo may be unable to prove who it is.
    if not (direct_echo_websocket.proven and right) and not odoo_error(
        direct_echo_websocket
    ):
        return None
    answers = {
        "direct_handshake": direct_handshake,
        "direct_roundtrip": direct_roundtrip,
    }
    for name, facts in answers.items():
        if facts.status == 500:
            return evidence(
                **{name: _lt("handshake directly to Odoo: %(seen)s")},
                values={
                    "seen": "HTTP 500",
                    "db_maxconn": direct_odoo.get("db_maxconn"),
                },
            )
    return None

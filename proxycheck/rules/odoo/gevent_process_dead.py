"""Odoo's evented process does not answer on its own port."""

from ...judge.ladders import Delivery, Handshake
from ...judge.reading import says
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="gevent_port",
    title=_lt("Odoo's evented process does not answer on port %(gevent_port)s"),
    in_order=_lt("No evented process of Odoo's is dead."),
    explanation=_lt(
        "Odoo's pages answer on port %(http_port)s, but its evented process, which alone serves"
        " websockets, does not on port %(gevent_port)s: %(seen)s. It may have crashed at start"
        " (another program on that port), run out of memory, or run on another host."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears; pages work."),
    fix="",
    of_anybody=True,
    concerns=[Handshake.ODOO_FAILS, Delivery.NO_SOCKET],
)
def check(direct_handshake, direct_echo, direct_odoo, handshake=NOTHING):
    """Convict when Odoo's HTTP port answers and its evented port is deaf, also through the proxy."""
    if (
        not direct_odoo.number("workers")
        or not direct_echo.proven
        or handshake.number("opened")
    ):
        return None
    outcome = direct_handshake.text("outcome")
    if outcome not in ("refused", "timeout", "closed"):
        return None
    return evidence(
        direct_handshake=f"handshake on 127.0.0.1:{direct_odoo.get('gevent_port')} → {says(direct_handshake)}",
        direct_echo=f"GET on port {direct_odoo.get('http_port')} → {says(direct_echo)}",
        values={"seen": says(direct_handshake)},
    )

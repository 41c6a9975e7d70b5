"""Odoo's evented process does not answer on its own port."""

from ...judge.ladders import Delivery, Handshake
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import is_this_odoo


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="gevent_port",
    title=_lt("Odoo's evented process does not answer on port %(gevent_port)s"),
    in_order=_lt("Odoo's evented process is not dead."),
    explanation=_lt(
        "Odoo's pages answer on port %(http_port)s. Its evented process, which alone serves"
        " websockets, does not answer on port %(gevent_port)s: %(seen)s. Perhaps it crashed at"
        " start because another program uses that port, or ran out of memory, or runs on"
        " another host."
    ),
    symptom=_lt(
        "Pages work. Chat messages arrive only after reloading, and Odoo shows “Real-time"
        " connection lost”."
    ),
    of_anybody=True,
    concerns=[Handshake.ODOO_FAILS, Delivery.NO_SOCKET],
)
def check(direct_handshake, direct_echo, direct_odoo, handshake=NOTHING):
    """Return evidence when Odoo's HTTP port answers, its evented port does not, and neither does the proxy's websocket."""
    if (
        not direct_odoo.number("workers")
        or not is_this_odoo(direct_echo)
        or handshake.number("opened")
    ):
        return None
    outcome = direct_handshake.text("outcome")
    if outcome not in ("refused", "timeout", "closed"):
        return None
    return evidence(
        direct_handshake=_lt("handshake on 127.0.0.1:%(gevent_port)s: %(seen)s"),
        direct_echo=_lt("GET on port %(http_port)s: %(direct)s"),
        values={"direct": says(direct_echo), "seen": says(direct_handshake)},
    )

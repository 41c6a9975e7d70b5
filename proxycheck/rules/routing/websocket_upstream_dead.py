"""Nothing listens where the block of ``/websocket`` forwards to, while Odoo's evented process works."""

from ...judge.actions import put
from ...judge.ladders import Handshake
from ...judge.outside import pages_well
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import never_opened, nobody_behind
from ...judge.websocket import worse_than_pages
from ...nginx import WEBSOCKET_PASS


def _seen_from_outside(handshake, websocket_way):
    """Return evidence for 502 on the websocket alone, while pages come from Odoo."""
    itself = websocket_way.part("itself")
    if not never_opened(handshake) or not pages_well(websocket_way):
        return None
    # Varnish passes a handshake as bytes: then only a plain request is told.
    closed = handshake.text("outcome") == "closed"
    if not (closed or nobody_behind(handshake)) or not nobody_behind(itself):
        return None
    return worse_than_pages(handshake, websocket_way)


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt("The websocket is forwarded to an address where Odoo does not answer"),
    in_order=_lt("The websocket is not forwarded to a dead address."),
    explanation=_lt(
        "nginx answered 502: the address in its proxy_pass for /websocket refuses the"
        " connection or does not use plain HTTP. Odoo serves websockets on port"
        " %(gevent_port)s; with workers = 0 it has no such port. Usual causes are a wrong port, “https://” in"
        " front of a plain port, another host or container, a gevent_port that was changed"
        " only in Odoo, or “localhost” that means [::1] while Odoo listens on 127.0.0.1."
    ),
    symptom=_lt(
        "Pages work. Chat messages arrive only after reloading, and Odoo shows “Real-time"
        " connection lost”."
    ),
    actions=[put(WEBSOCKET_PASS)],
    concerns=[Handshake.REFUSED],
    outside=_seen_from_outside,
)
def check(handshake, echo, direct_handshake, direct_odoo, echo_websocket=NOTHING):
    """Return evidence of a dead upstream of the websocket alone while the port itself works."""
    # Varnish passes a handshake as bytes: then only a plain request is told.
    closed = handshake.text("outcome") == "closed" and nobody_behind(echo_websocket)
    if not never_opened(handshake) or not (closed or nobody_behind(handshake)):
        return None
    if not direct_handshake.number("opened") or not direct_odoo.number("workers"):
        return None
    if nobody_behind(echo):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        direct_handshake=_lt("the same directly to port %(gevent_port)s: %(direct)s"),
        values={"seen": says(handshake), "direct": says(direct_handshake)},
    )

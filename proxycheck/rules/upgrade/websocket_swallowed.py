"""Plain responses pass, the handshake's 101 does not: a filter of nginx holds it back (``ssi on``)."""

from ...judge.actions import put
from ...judge.ladders import Handshake
from ...judge.outside import plain_says, process_of, route_reached
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import never_opened
from ...proxies import is_nginx, products
from ...proxies.recognise import kind_of
from ...words import BY_EVENTED


def _seen_from_outside(handshake, websocket_way):
    """Return evidence for silence on the handshake alone."""
    if not never_opened(handshake) or handshake.text("outcome") != "timeout":
        return None
    if process_of(websocket_way) != BY_EVENTED or not route_reached(websocket_way):
        return None
    itself = websocket_way.part("itself")
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        websocket_way=_lt("GET /websocket: %(plain)s in %(plain_ms)s ms"),
        values={
            "seen": says(handshake),
            "plain": plain_says(websocket_way),
            "plain_ms": itself.get("ms"),
            "waited_ms": handshake.get("ms"),
        },
    )


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="ssi",
    location="/websocket",
    title=_lt("nginx does not forward Odoo's response to the websocket handshake"),
    in_order=_lt("No filter of nginx holds back the response to the handshake."),
    explanation=_lt(
        "Odoo's evented process answers plain requests to /websocket in %(plain_ms)s ms."
        " Through the reverse proxy the handshake got no byte in %(waited_ms)s ms. “ssi on” holds back a response without a body. Other"
        " body filters may do the same."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading. Browsers wait for the websocket until"
        " they give up."
    ),
    actions=[put("ssi off;")],
    concerns=[Handshake.WRONG_PATH],
    outside=_seen_from_outside,
)
def check(echo_websocket, handshake, direct_handshake, echo=NOTHING, malformed=NOTHING):
    """Return evidence when only the handshake gets no response."""
    kind = kind_of(echo, malformed)
    if kind in products() and not is_nginx(kind):
        return None  # websocket_upgrade_unhandled
    if handshake.number("opened") or handshake.text("outcome") != "timeout":
        return None
    if not (echo_websocket.proven and echo_websocket.flag("evented")):
        return None
    if not direct_handshake.number("opened"):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        echo_websocket=_lt("GET /websocket: %(plain)s in %(plain_ms)s ms"),
        direct_handshake=_lt("handshake sent directly to Odoo: %(direct)s"),
        values={
            "seen": says(handshake),
            "plain": says(echo_websocket),
            "direct": says(direct_handshake),
            "plain_ms": echo_websocket.get("ms"),
            "waited_ms": handshake.get("ms"),
        },
    )

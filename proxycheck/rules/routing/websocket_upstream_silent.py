"""The address that ``/websocket`` is forwarded to accepts connections and never answers."""

from ...judge.actions import put
from ...judge.ladders import Handshake
from ...judge.outside import pages_well, silent
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import never_opened
from ...judge.websocket import worse_than_pages
from ...nginx import WEBSOCKET_PASS


def _seen_from_outside(handshake, websocket_way):
    """Return evidence for silence on every request of the block, while pages come from Odoo."""
    itself = websocket_way.part("itself")
    if not never_opened(handshake) or not pages_well(websocket_way):
        return None
    if not silent(handshake) or not silent(itself):
        return None
    return worse_than_pages(handshake, websocket_way, waited_ms=handshake.get("ms"))


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt("The websocket is forwarded to an address that never answers"),
    in_order=_lt("The websocket is not forwarded to an address that never answers."),
    explanation=_lt(
        "A request to /websocket got %(seen)s after %(waited_ms)s ms. Pages answer."
        " Odoo serves websockets on port %(gevent_port)s. The proxy_pass of /websocket names a host or port that cannot be reached, or a program"
        " that is not Odoo."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading. The browser waits long at every attempt"
        " to reconnect."
    ),
    actions=[put(WEBSOCKET_PASS)],
    concerns=[Handshake.REFUSED],
    outside=_seen_from_outside,
)
def check(handshake, echo_websocket, echo, direct_handshake):
    """Return evidence when no request of the block gets a response, while pages and Odoo work."""
    if not never_opened(handshake) or not direct_handshake.number("opened"):
        return None
    if not (silent(handshake) and silent(echo_websocket)) or silent(echo):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        echo_websocket=_lt("GET /websocket: %(plain)s"),
        direct_handshake=_lt("handshake sent directly to Odoo: %(direct)s"),
        values={
            "seen": says(handshake),
            "plain": says(echo_websocket),
            "direct": says(direct_handshake),
            "waited_ms": handshake.get("ms"),
        },
    )

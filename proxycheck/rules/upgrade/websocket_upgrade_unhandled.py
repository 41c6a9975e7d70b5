"""A proxy that is no nginx drops every upgrade, as a Node program that handles none."""

from ...judge.ladders import Handshake
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import never_opened
from ...proxies import is_nginx, products
from ...proxies.recognise import kind_of

#: How the handshake ends where nobody answers it.
DROPPED = ("closed", "timeout")


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("The reverse proxy drops the websocket handshake"),
    in_order=_lt("The reverse proxy does not drop the websocket handshake."),
    explanation=_lt(
        "Odoo's evented process answers plain requests to /websocket through the reverse"
        " proxy. The websocket handshake got no answer on the same path (%(seen)s). Directly"
        " to Odoo it opens. So the reverse proxy forwards requests, and does nothing with"
        " connections that are upgraded."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    concerns=[Handshake.WRONG_PATH],
)
def check(handshake, echo_websocket, direct_handshake, echo=NOTHING, malformed=NOTHING):
    """Return evidence when no handshake got an answer, and all else does."""
    ends = {one.text("outcome") for one in handshake.rows("tries")}
    kind = kind_of(echo, malformed)
    if kind not in products() or is_nginx(kind):
        return None  # websocket_swallowed
    if not ends or not ends <= set(DROPPED):
        return None
    if not (echo_websocket.proven and echo_websocket.flag("evented")):
        return None
    if not never_opened(handshake) or not direct_handshake.number("opened"):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        echo_websocket=_lt("GET /websocket: %(plain)s"),
        direct_handshake=_lt("handshake sent directly to Odoo: %(direct)s"),
        values={
            "seen": says(handshake),
            "plain": says(echo_websocket),
            "direct": says(direct_handshake),
        },
    )

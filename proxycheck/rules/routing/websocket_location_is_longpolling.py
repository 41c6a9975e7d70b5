"""Only ``/longpolling`` leads to the evented process: a file from Odoo 15's time."""

from ...judge.ladders import Handshake
from ...judge.reading import never_opened
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_BLOCK


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="location /websocket",
    location="/longpolling",
    title=_lt(
        "Only /longpolling leads to Odoo's evented process, and /websocket does not"
    ),
    in_order=_lt("Real time is not left at /longpolling."),
    explanation=_lt(
        "This configuration was written for Odoo 15 or older, where real time used"
        " /longpolling. Since Odoo 16 it uses /websocket. Requests to /longpolling reach the"
        " evented process on port %(gevent_port)s, those to /websocket an HTTP worker."
        " Rename the block and give it the two upgrade headers."
    ),
    symptom=_lt(
        "Chat is silent and “Real-time connection lost” appears since the upgrade of Odoo."
    ),
    fix=WEBSOCKET_BLOCK,
    concerns=[Handshake.WRONG_PATH],
)
def check(echo_websocket, echo_longpolling, handshake, direct_odoo):
    """Convict when longpolling is evented, the websocket is not, and there are workers."""
    if not direct_odoo.number("workers") or not never_opened(handshake):
        return None
    if not (echo_websocket.proven and echo_longpolling.proven):
        return None
    if echo_websocket.flag("evented") or not echo_longpolling.flag("evented"):
        return None
    if handshake.answered and handshake.status not in (200, 400, 500):
        return None
    return evidence(
        echo_longpolling="GET /longpolling/… → answered by the evented process (evented = True)",
        echo_websocket="GET /websocket → answered by an HTTP worker (evented = False)",
    )

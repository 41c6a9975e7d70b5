"""The proxy refuses every upgrade, as Envoy does where none is configured."""

from ...judge.ladders import Handshake
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import never_opened, upgrade_refused


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("The reverse proxy refuses the upgrade to a websocket"),
    in_order=_lt("The reverse proxy does not refuse the upgrade to a websocket."),
    explanation=_lt(
        "The reverse proxy itself answered the websocket handshake with HTTP 403. A plain"
        " request to the same path reaches Odoo, so no access rule refuses it. The reverse"
        " proxy must be configured to upgrade connections to websockets."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    concerns=[Handshake.HEADERS],
)
def check(handshake, echo_websocket):
    """Return evidence when only the upgrade is refused."""
    if not never_opened(handshake) or not upgrade_refused(handshake, echo_websocket):
        return None
    return evidence(
        handshake=Message(
            _lt("websocket handshake: %(seen)s"), {"seen": says(handshake)}
        ),
        echo_websocket=Message(
            _lt("a plain request to the same path: %(plain)s"),
            {"plain": says(echo_websocket)},
        ),
    )

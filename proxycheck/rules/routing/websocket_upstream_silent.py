"""The address that ``/websocket`` is forwarded to accepts connections and never answers."""

from ...judge.actions import put
from ...judge.ladders import Handshake
from ...judge.reading import GATEWAY_TIMEOUT, never_opened, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt("The websocket is forwarded to an address that never answers"),
    in_order=_lt("The websocket is not forwarded to an address that never answers."),
    explanation=_lt(
        "A request to /websocket got %(seen)s after %(waited_ms)s ms. Pages answer, and"
        " Odoo's own websocket port %(gevent_port)s answers when it is asked directly. The"
        " proxy_pass of /websocket names a host or port that cannot be reached, or a program"
        " that is not Odoo."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading. The browser waits long at every attempt"
        " to reconnect."
    ),
    actions=[put(WEBSOCKET_PASS)],
    concerns=[Handshake.REFUSED],
)
def check(handshake, echo_websocket, echo, direct_handshake):
    """Return evidence when no request of the block gets a response, while pages and Odoo work."""
    if not never_opened(handshake) or not direct_handshake.number("opened"):
        return None
    if not (_silent(handshake) and _silent(echo_websocket)) or _silent(echo):
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


def _silent(facts):
    return facts.text("outcome") == "timeout" or facts.status == GATEWAY_TIMEOUT

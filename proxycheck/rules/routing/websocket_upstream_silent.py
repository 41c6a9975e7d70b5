"""What ``/websocket`` is passed to accepts connections and never answers."""

from ...judge.ladders import Handshake
from ...judge.reading import GATEWAY_TIMEOUT, never_opened, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_PROXY_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt("The websocket goes to an address that never answers"),
    in_order=_lt("The websocket is not passed to an address that never answers."),
    explanation=_lt(
        "A request to /websocket brought %(seen)s after %(waited_ms)s ms, while pages answer and"
        " Odoo's own websocket port %(gevent_port)s answers when asked directly. The proxy_pass"
        " of /websocket names a host or port where packets vanish or a program that is no Odoo."
    ),
    symptom=_lt(
        "Chat is silent; the browser waits long for every attempt to reconnect."
    ),
    fix=WEBSOCKET_PROXY_PASS,
    concerns=[Handshake.REFUSED],
)
def check(handshake, echo_websocket, echo, direct_handshake):
    """Convict silence on every request of the block, while pages and Odoo are well."""
    if not never_opened(handshake) or not direct_handshake.number("opened"):
        return None
    if not (_silent(handshake) and _silent(echo_websocket)) or _silent(echo):
        return None
    return evidence(
        handshake=f"websocket handshake → {says(handshake)}",
        echo_websocket=f"GET /websocket → {says(echo_websocket)}",
        direct_handshake=f"handshake sent straight to Odoo → {says(direct_handshake)}",
        values={"seen": says(handshake), "waited_ms": handshake.get("ms")},
    )


def _silent(facts):
    return facts.text("outcome") == "timeout" or facts.status == GATEWAY_TIMEOUT

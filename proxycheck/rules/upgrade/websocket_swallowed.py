"""Plain answers pass, the handshake's 101 never does: a filter keeps it (``ssi on``)."""

from ...judge.ladders import Handshake
from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="ssi",
    location="/websocket",
    title=_lt("nginx keeps Odoo's answer to the websocket handshake for itself"),
    in_order=_lt("Odoo's answer to the handshake is not swallowed."),
    explanation=_lt(
        "Plain requests to /websocket are answered in %(plain_ms)s ms by the evented process,"
        " and the handshake works when sent straight to Odoo. Through the proxy the handshake"
        " brings no byte in %(waited_ms)s ms. “ssi on” does exactly this to an answer without a"
        " body; other body filters may."
    ),
    symptom=_lt("Chat is silent, browsers wait for the websocket until they give up."),
    fix="ssi off;",
    concerns=[Handshake.WRONG_PATH],
)
def check(echo_websocket, handshake, direct_handshake):
    """Convict silence on the handshake alone."""
    if handshake.number("opened") or handshake.text("outcome") != "timeout":
        return None
    if not (echo_websocket.proven and echo_websocket.flag("evented")):
        return None
    if not direct_handshake.number("opened"):
        return None
    return evidence(
        handshake=f"websocket handshake → {says(handshake)}",
        echo_websocket=f"GET /websocket → {says(echo_websocket)} in {echo_websocket.get('ms')} ms",
        direct_handshake=f"handshake sent straight to Odoo → {says(direct_handshake)}",
        values={"plain_ms": echo_websocket.get("ms"), "waited_ms": handshake.get("ms")},
    )

"""The ``map`` for ``Connection`` is the wrong way round: upgrade for pages, close for websockets."""

from ...judge.ladders import Handshake
from ...judge.reading import asks_upgrade, never_opened, shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="map",
    location="/websocket",
    title=_lt("The map that chooses the Connection header is the wrong way round"),
    in_order=_lt("The Connection header is not the wrong way round."),
    explanation=_lt(
        "A websocket handshake reached Odoo with Connection %(handshake)s, and a plain request"
        " with Connection %(plain)s. It must be the other way round: “upgrade” by default, and"
        " “close” when the request has no Upgrade header."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears."),
    fix="""map $http_upgrade $connection_upgrade {
    default upgrade;
    ''      close;
}""",
    concerns=[Handshake.HEADERS],
)
def check(handshake, echo_websocket):
    """Convict when the plain request got what the handshake should have."""
    if not never_opened(handshake) or not (handshake.proven and echo_websocket.proven):
        return None
    asked, plain = (
        handshake.received("connection"),
        echo_websocket.received("connection"),
    )
    if asks_upgrade(asked) or not asks_upgrade(plain):
        return None
    return evidence(
        handshake=f"Connection of the handshake reached Odoo as {shown(asked)}",
        echo_websocket=f"Connection of a plain request reached Odoo as {shown(plain)}",
        values={"handshake": shown(asked), "plain": shown(plain)},
    )

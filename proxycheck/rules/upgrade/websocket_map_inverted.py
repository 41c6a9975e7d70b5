"""The ``map`` for ``Connection`` is inverted: upgrade for pages, close for websockets."""

from ...judge.actions import replace
from ...judge.ladders import Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown
from ...judge.signs import asks_upgrade, never_opened

MAP = "map $http_upgrade $connection_upgrade"


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="map",
    location="/websocket",
    title=_lt("The map that sets the Connection header is inverted"),
    in_order=_lt("The map for the Connection header is not inverted."),
    explanation=_lt(
        "Odoo received a websocket handshake with Connection %(handshake)s, and a plain"
        " request with Connection %(plain)s. It must be the other way round. The map has to"
        " give “upgrade” by default, and “close” when the request has no Upgrade header."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[
        replace("default …;", "default upgrade;", MAP),
        replace("'' …;", "'' close;", MAP),
    ],
    concerns=[Handshake.HEADERS],
)
def check(handshake, echo_websocket):
    """Return evidence when the plain request got what the handshake should have."""
    if not never_opened(handshake) or not (handshake.proven and echo_websocket.proven):
        return None
    asked, plain = (
        handshake.received("connection"),
        echo_websocket.received("connection"),
    )
    if asks_upgrade(asked) or not asks_upgrade(plain):
        return None
    return evidence(
        handshake=_lt("Odoo received the handshake with Connection %(handshake)s"),
        echo_websocket=_lt("Odoo received a plain request with Connection %(plain)s"),
        values={"handshake": shown(asked), "plain": shown(plain)},
    )

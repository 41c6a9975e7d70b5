"""Both upgrade headers are lost on the way to Odoo."""

from ...judge.actions import put
from ...judge.ladders import Handshake
from ...judge.reading import asks_upgrade, never_opened, says, shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import UPGRADE


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("nginx forwards neither Upgrade nor Connection to Odoo on /websocket"),
    in_order=_lt("The two upgrade headers are not both lost."),
    explanation=_lt(
        "The websocket handshake was sent with “Upgrade: websocket” and “Connection:"
        " Upgrade”. Odoo received Upgrade %(upgrade)s and Connection %(connection)s. nginx"
        " forwards these two headers only when a proxy_set_header says so. A location block"
        " that has any proxy_set_header inherits none from the server block."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[*map(put, UPGRADE)],
    concerns=[Handshake.HEADERS],
)
def check(handshake, echo_websocket):
    """Return evidence when a handshake arrived with neither header."""
    if not never_opened(handshake) or not handshake.proven:
        return None
    upgrade, connection = (
        handshake.received("upgrade"),
        handshake.received("connection"),
    )
    if (upgrade or "").lower() == "websocket" or asks_upgrade(connection):
        return None
    if asks_upgrade(echo_websocket.received("connection")):
        return None  # an inverted map: websocket_map_inverted
    return evidence(
        handshake=_lt(
            "websocket handshake: %(seen)s; Odoo received Upgrade %(upgrade)s and Connection"
            " %(connection)s"
        ),
        values={
            "seen": says(handshake),
            "upgrade": shown(upgrade),
            "connection": shown(connection),
        },
    )

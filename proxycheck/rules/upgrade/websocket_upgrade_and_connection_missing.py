"""Both upgrade headers are lost on the way to Odoo."""

from ...judge.ladders import Handshake
from ...judge.reading import asks_upgrade, never_opened, says, shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("nginx passes neither Upgrade nor Connection to Odoo on /websocket"),
    in_order=_lt("The two upgrade headers are not both lost."),
    explanation=_lt(
        "The handshake was sent with “Upgrade: websocket” and “Connection: Upgrade” and reached"
        " Odoo with Upgrade %(upgrade)s and Connection %(connection)s. Both belong to one hop"
        " only, so nginx passes them only when told to; a block that sets any"
        " proxy_set_header of its own inherits none from outside."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears."),
    fix="""proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection "upgrade";""",
    concerns=[Handshake.HEADERS],
)
def check(handshake, echo_websocket):
    """Convict a handshake that arrived with neither header."""
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
        handshake=f"handshake → {says(handshake)}; Upgrade reached Odoo as {shown(upgrade)},"
        f" Connection as {shown(connection)}",
        values={"upgrade": shown(upgrade), "connection": shown(connection)},
    )

"""``Connection`` does not say ``upgrade`` when it reaches Odoo, ``Upgrade`` is right."""

from ...judge.ladders import Handshake
from ...judge.reading import asks_upgrade, never_opened, says, shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Connection",
    location="/websocket",
    title=_lt("nginx does not pass “Connection: upgrade” to Odoo on /websocket"),
    in_order=_lt("The Connection header is not lost on /websocket."),
    explanation=_lt(
        "The handshake was sent with “Connection: Upgrade” and reached Odoo with Connection"
        " %(connection)s. nginx replaces this header by its own unless told otherwise, and"
        ' «proxy_set_header Connection ""» (written for keepalive) empties it.'
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears."),
    fix='proxy_set_header Connection "upgrade";',
    concerns=[Handshake.HEADERS],
)
def check(handshake, echo_websocket):
    """Convict a handshake that arrived with Upgrade but without ``Connection: upgrade``."""
    if not never_opened(handshake) or not handshake.proven:
        return None
    upgrade, connection = (
        handshake.received("upgrade"),
        handshake.received("connection"),
    )
    if (upgrade or "").lower() != "websocket" or asks_upgrade(connection):
        return None
    if asks_upgrade(echo_websocket.received("connection")):
        return None  # the wrong way round: websocket_map_inverted
    return evidence(
        handshake=f"handshake → {says(handshake)}; Upgrade reached Odoo as {shown(upgrade)},"
        f" Connection as {shown(connection)}",
        values={"connection": shown(connection)},
    )

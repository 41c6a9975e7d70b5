"""The ``Upgrade`` header is lost on the way to Odoo, ``Connection`` is not."""

from ...judge.ladders import Handshake
from ...judge.reading import asks_upgrade, never_opened, says, shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("nginx does not pass the Upgrade header to Odoo on /websocket"),
    in_order=_lt("The Upgrade header is not lost on /websocket."),
    explanation=_lt(
        "The handshake was sent with “Upgrade: websocket” and reached Odoo with Upgrade"
        " %(upgrade)s. nginx passes this header only when told to, and a block that sets any"
        " proxy_set_header of its own inherits none from outside."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears."),
    fix="proxy_set_header Upgrade $http_upgrade;",
    concerns=[Handshake.HEADERS],
)
def check(handshake):
    """Convict a handshake that arrived as a plain request without Upgrade."""
    if not never_opened(handshake) or not handshake.proven:
        return None
    upgrade, connection = (
        handshake.received("upgrade"),
        handshake.received("connection"),
    )
    if (upgrade or "").lower() == "websocket" or not asks_upgrade(connection):
        return None
    return evidence(
        handshake=f"handshake → {says(handshake)}; Upgrade reached Odoo as {shown(upgrade)},"
        f" Connection as {shown(connection)}",
        values={"upgrade": shown(upgrade)},
    )

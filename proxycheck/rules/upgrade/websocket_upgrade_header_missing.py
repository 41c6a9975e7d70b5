"""``Upgrade`` does not reach Odoo, ``Connection`` does."""

from ...judge.actions import add, put
from ...judge.ladders import Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says, shown
from ...judge.signs import asks_upgrade, never_opened


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("nginx does not forward the Upgrade header to Odoo on /websocket"),
    in_order=_lt("The Upgrade header is not lost on /websocket."),
    explanation=_lt(
        "The websocket handshake was sent with “Upgrade: websocket”. Odoo received Upgrade"
        " %(upgrade)s. nginx forwards this header only when a proxy_set_header says so. A"
        " location block that has any proxy_set_header inherits none from the server block."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[add("proxy_set_header Upgrade $http_upgrade;")],
    concerns=[Handshake.HEADERS],
)
def check(handshake):
    """Return evidence when a handshake arrived as a plain request without Upgrade."""
    if not never_opened(handshake) or not handshake.proven:
        return None
    upgrade, connection = (
        handshake.received("upgrade"),
        handshake.received("connection"),
    )
    if (upgrade or "").lower() == "websocket" or not asks_upgrade(connection):
        return None
    return evidence(
        actions=[put("proxy_set_header Upgrade $http_upgrade;")] if upgrade else (),
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

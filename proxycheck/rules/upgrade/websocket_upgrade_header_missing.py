"""``Upgrade`` does not reach Odoo, ``Connection`` does."""

from ...judge.actions import add, put
from ...judge.ladders import Handshake
from ...judge.rule import Layer, Severity, _lt, rule
from ...judge.signs import asks_upgrade, never_opened
from ...judge.websocket import upgrade_headers_seen


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("nginx does not forward the Upgrade header to Odoo on /websocket"),
    in_order=_lt("The Upgrade header is not lost on /websocket."),
    explanation=_lt(
        "The websocket handshake was sent with “Upgrade: websocket”. Odoo received"
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
    actions = [put("proxy_set_header Upgrade $http_upgrade;")] if upgrade else ()
    return upgrade_headers_seen(handshake, actions)

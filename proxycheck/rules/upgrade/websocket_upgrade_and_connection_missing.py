"""Both upgrade headers are lost on the way to Odoo."""

from ...judge.actions import add
from ...judge.ladders import Handshake
from ...judge.outside import (
    UPGRADES,
    plain_says,
    process_of,
    refused_by_odoo,
    route_reached,
    upgrade_at,
)
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import perhaps_lost, says
from ...judge.signs import asks_upgrade, never_opened
from ...judge.websocket import upgrade_headers_seen
from ...nginx import UPGRADE
from ...words import BY_EVENTED, LOST


# Long, for the sentences of what was seen stand whole.
def _seen_from_outside(handshake, websocket_way):
    """Return evidence for the evented process's 400 where an upgrade is lost on the way to it.

    Odoo answers alike when one of the two headers is lost and when both are.
    """
    if not refused_by_odoo(handshake, 400) or not route_reached(websocket_way):
        return None
    if process_of(websocket_way) != BY_EVENTED or handshake.flag("cut"):
        return None
    # An exact location shows only at its own path what it loses: most often these two.
    own_block = process_of(websocket_way, "below") == BY_EVENTED
    if own_block and upgrade_at(websocket_way, "below") != LOST:
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        websocket_way=_lt(
            "GET /websocket: %(plain)s; an upgrade sent below /websocket/: %(below)s"
        ),
        values={
            "seen": says(handshake),
            "plain": plain_says(websocket_way),
            "below": UPGRADES[upgrade_at(websocket_way, "below")],
            "upgrade": perhaps_lost("Upgrade"),
            "connection": perhaps_lost("Connection"),
        },
    )


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("nginx does not forward the upgrade headers to Odoo on /websocket"),
    in_order=_lt("The two upgrade headers are not both lost."),
    explanation=_lt(
        "The websocket handshake was sent with “Upgrade: websocket” and “Connection:"
        " Upgrade”. Odoo received %(upgrade)s and %(connection)s. nginx"
        " forwards these two headers only when a proxy_set_header says so. A location block"
        " that has any proxy_set_header inherits none from the server block."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[*map(add, UPGRADE)],
    concerns=[Handshake.HEADERS],
    outside=_seen_from_outside,
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
    return upgrade_headers_seen(handshake)

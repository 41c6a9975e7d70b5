"""Upgrade arrives, but Odoo misses another header of the handshake, or its response loses one."""

from ...judge.actions import put, remove
from ...judge.ladders import Handshake
from ...judge.outside import (
    ARRIVES,
    HTTP_WORKER,
    UPGRADES,
    process_of,
    refused_by_odoo,
    route_reached,
    upgrade_at,
)
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import says


def _seen_from_outside(handshake, websocket_way):
    """Return evidence for Odoo's 400 where upgrades arrive, or a 101 with a wrong accept."""
    if handshake.number("opened"):
        return None
    if handshake.flag("switched"):
        return _accept_lost(handshake)
    arrives = upgrade_at(websocket_way, "below") == ARRIVES
    if not arrives or process_of(websocket_way, "below") == HTTP_WORKER:
        return None
    if not refused_by_odoo(handshake, 400) or not route_reached(websocket_way):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        websocket_way=_lt("an upgrade sent below /websocket/: %(below)s"),
        values={"seen": says(handshake), "below": UPGRADES[ARRIVES]},
    )


def _accept_lost(handshake):
    return evidence(
        handshake=_lt(
            "websocket handshake: %(answer)s; Sec-WebSocket-Accept is wrong or missing"
        ),
        directive="proxy_hide_header Sec-WebSocket-Accept",
        actions=[remove("proxy_hide_header Sec-WebSocket-Accept;")],
        values={
            "answer": says(handshake),
            "seen": Message(_lt("101 without the right Sec-WebSocket-Accept")),
        },
    )


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["proxy_set_header Origin", "proxy_hide_header Sec-WebSocket-Accept"],
    location="/websocket",
    title=_lt("A header that the websocket handshake needs is lost"),
    in_order=_lt("No other header of the handshake is lost."),
    explanation=_lt(
        "The websocket handshake through the reverse proxy ended with %(seen)s."
        " Odoo received the upgrade but not another"
        " header. A proxy_set_header that empties Origin or Sec-WebSocket-Key causes this, or"
        " “proxy_pass_request_headers off”, or a proxy_hide_header for Sec-WebSocket-Accept."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[
        put("proxy_set_header Origin $http_origin;"),
        put("proxy_pass_request_headers on;"),
    ],
    concerns=[Handshake.HEADERS],
    outside=_seen_from_outside,
)
def check(handshake, direct_handshake=NOTHING):
    """Return evidence for Odoo's own 400 to a handshake that works directly, or a 101 with a wrong accept."""
    if handshake.number("opened") or not direct_handshake.number("opened"):
        return None
    if handshake.flag("switched"):
        return _accept_lost(handshake)
    if (
        handshake.status != 400
        or handshake.proven
        or handshake.text("spoken_by") != "odoo"
    ):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"), values={"seen": says(handshake)}
    )

"""Upgrade arrives, but Odoo misses another header of the handshake, or its response loses one."""

from ...judge.actions import put, remove
from ...judge.ladders import Handshake
from ...judge.outside import (
    UPGRADES,
    process_of,
    refused_by_odoo,
    route_reached,
    upgrade_at,
)
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...words import ARRIVES, BY_HTTP_WORKER


def _seen_from_outside(handshake, websocket_way):
    """Return evidence for Odoo's 400 where upgrades arrive, or a 101 with a wrong accept."""
    if handshake.number("opened"):
        return None
    if handshake.flag("switched"):
        return _accept_lost(handshake)
    arrives = upgrade_at(websocket_way, "below") == ARRIVES
    if not arrives or process_of(websocket_way, "below") == BY_HTTP_WORKER:
        return None
    if not refused_by_odoo(handshake, 400, 426) or not route_reached(websocket_way):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        websocket_way=_lt("an upgrade sent below /websocket/: %(below)s"),
        values={"seen": says(handshake), "below": UPGRADES[ARRIVES]},
    )


#: Headers for which browsers refuse a 101: the line that brings it about, and what is seen.
REFUSED_FOR = {
    name: f"{directive} {header}"
    for directive, headers in (
        ("proxy_hide_header", ("Sec-WebSocket-Accept", "Upgrade", "Connection")),
        ("add_header", ("Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions")),
    )
    for header in headers
    for name in [header.lower()]
}
USUAL = "sec-websocket-accept"


def _accept_lost(handshake):
    line = REFUSED_FOR.get(handshake.text("refused_for"), REFUSED_FOR[USUAL])
    header = line.partition(" ")[2]
    return evidence(
        handshake=_lt(
            "websocket handshake: %(answer)s; %(header)s is wrong or missing, or nobody asked"
            " for it"
        ),
        directive=line,
        actions=[remove(f"{line} …;" if line.startswith("add_") else f"{line};")],
        values={
            "answer": says(handshake),
            "header": header,
            "seen": Message(_lt("101 with a wrong %(header)s"), {"header": header}),
        },
    )


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["proxy_set_header Origin", *REFUSED_FOR.values()],
    location="/websocket",
    title=_lt("A header that the websocket handshake needs is lost"),
    in_order=_lt("No other header of the handshake is lost."),
    explanation=_lt(
        "The websocket handshake through the reverse proxy ended with %(seen)s."
        " Odoo received the upgrade but not another"
        " header. A proxy_set_header that empties Origin or Sec-WebSocket-Key causes this, or"
        " “proxy_pass_request_headers off”, or a line that hides or adds a header of the 101."
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
        handshake.status not in (400, 426)
        or handshake.proven
        or handshake.text("spoken_by") != "odoo"
    ):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"), values={"seen": says(handshake)}
    )

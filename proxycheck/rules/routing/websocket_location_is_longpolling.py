"""Only ``/longpolling`` leads to the evented process: a configuration for Odoo 15 or older."""

from ...judge.actions import add_block
from ...judge.ladders import Handshake
from ...judge.outside import plain_says, process_of, refused_by_odoo, route_reached
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import never_opened
from ...nginx import WEBSOCKET_BLOCK
from ...words import BY_EVENTED, BY_HTTP_WORKER


def _seen_from_outside(handshake, websocket_way):
    """Return evidence when only what lies below /longpolling reaches the evented process."""
    if not refused_by_odoo(handshake, 400, 500):
        return None
    if process_of(websocket_way) != BY_HTTP_WORKER or not route_reached(websocket_way):
        return None
    if process_of(websocket_way, "longpolling") != BY_EVENTED:
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        websocket_way=_lt(
            "GET /websocket: %(plain)s; GET /longpolling/poll: %(polled)s"
        ),
        values={
            "seen": says(handshake),
            "plain": plain_says(websocket_way),
            "polled": plain_says(websocket_way, "longpolling"),
        },
    )


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="location /websocket",
    location="/websocket",
    title=_lt("Only /longpolling leads to Odoo's evented process, /websocket does not"),
    in_order=_lt("Real-time messages are not left at /longpolling."),
    explanation=_lt(
        "Requests to /longpolling reach the evented process on port %(gevent_port)s. Requests"
        " to /websocket reach an HTTP worker. This configuration was written for Odoo 15 or"
        " older, which used /longpolling for real-time messages. Odoo 16 and newer use"
        " /websocket."
    ),
    symptom=_lt(
        "Since the upgrade of Odoo, chat messages arrive only after reloading, and Odoo shows"
        " “Real-time connection lost”."
    ),
    actions=[add_block(WEBSOCKET_BLOCK)],
    concerns=[Handshake.WRONG_PATH],
    outside=_seen_from_outside,
)
def check(echo_websocket, echo_longpolling, handshake, direct_odoo):
    """Return evidence when /longpolling is evented, /websocket is not, and Odoo has workers."""
    if not direct_odoo.number("workers") or not never_opened(handshake):
        return None
    if not (echo_websocket.proven and echo_longpolling.proven):
        return None
    if echo_websocket.flag("evented") or not echo_longpolling.flag("evented"):
        return None
    if handshake.answered and handshake.status not in (200, 400, 500):
        return None
    return evidence(
        echo_longpolling=_lt("GET /longpolling/…: answered by the evented process"),
        echo_websocket=_lt("GET /websocket: answered by an HTTP worker"),
    )

"""``/websocket`` has a block of its own, and its ``proxy_pass`` names the port of the pages."""

from ...judge.actions import put
from ...judge.ladders import Handshake
from ...judge.outside import (
    process_of,
    refused_by_odoo,
    route_reached,
    upgrade_at,
)
from ...judge.rule import Layer, Severity, _lt, rule
from ...judge.websocket import (
    by_http_worker,
    http_worker_seen,
    http_worker_seen_from_outside,
    one_block,
)
from ...nginx import WEBSOCKET_PASS
from ...words import ARRIVES, BY_EVENTED, BY_HTTP_WORKER, LOST


def _seen_from_outside(handshake, websocket_way):
    """Return evidence for an HTTP worker that gets upgrades which the pages' block loses, or the reverse."""
    if process_of(websocket_way) == BY_EVENTED or not route_reached(websocket_way):
        return None
    if not refused_by_odoo(handshake, 400, 500):
        return None
    # 500 is what only an HTTP worker says to a handshake, 400 may have other causes.
    lost = handshake.status == 400
    if lost and process_of(websocket_way) != BY_HTTP_WORKER:
        return None
    if upgrade_at(websocket_way, "root") != (ARRIVES if lost else LOST):
        return None
    return http_worker_seen_from_outside(handshake, websocket_way)


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt(
        "The websocket is forwarded to Odoo's HTTP workers instead of its evented process"
    ),
    in_order=_lt("The websocket is not forwarded to Odoo's HTTP workers."),
    explanation=_lt(
        "/websocket has a location block of its own, but an HTTP worker answers there. With"
        " %(workers)s workers Odoo serves websockets only on port %(gevent_port)s"
        " (gevent_port). So the proxy_pass of this block names the wrong port."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, Odoo shows “Real-time connection lost”,"
        " and Odoo's log says “Couldn't bind the websocket”."
    ),
    actions=[put(WEBSOCKET_PASS)],
    concerns=[Handshake.REFUSED],
    outside=_seen_from_outside,
)
def check(echo, echo_websocket, handshake, echo_upgrade_root, direct_odoo):
    """Return evidence when an HTTP worker answered through another block than the pages."""
    if not by_http_worker(echo_websocket, handshake, direct_odoo):
        return None
    if one_block(echo, echo_websocket, handshake, echo_upgrade_root):
        return None
    return http_worker_seen(handshake)

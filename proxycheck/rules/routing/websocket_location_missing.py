"""``/websocket`` is forwarded by the same block as ``/``: to Odoo's HTTP workers."""

from ...judge.actions import add_block
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
from ...nginx import WEBSOCKET_BLOCK
from ...words import ARRIVES, BY_HTTP_WORKER, LOST


def _seen_from_outside(handshake, websocket_way):
    """Return evidence of an HTTP worker to which the pages' block leads."""
    # Odoo says 500 where the upgrade arrives and 400 where it is lost, as for pages.
    if process_of(websocket_way) != BY_HTTP_WORKER or not route_reached(websocket_way):
        return None
    longpolling = process_of(websocket_way, "longpolling")
    if longpolling not in ("", BY_HTTP_WORKER):
        return None  # websocket_location_is_longpolling
    if not refused_by_odoo(handshake, 400, 500):
        return None
    upgrade = upgrade_at(websocket_way, "root")
    if upgrade != (ARRIVES if handshake.status == 500 else LOST):
        return None
    return http_worker_seen_from_outside(handshake, websocket_way)


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="location /websocket",
    location="/websocket",
    title=_lt("No location block forwards /websocket to Odoo's evented process"),
    in_order=_lt("No location block for /websocket is missing."),
    explanation=_lt(
        "An HTTP worker answered a request to /websocket, and the same location block"
        " forwarded it as every page. Odoo runs %(workers)s HTTP workers and serves websockets"
        " only from its evented process, on port %(gevent_port)s. Either there is no “location"
        " /websocket”, or a regular expression location wins over it (“^~” prevents that), or"
        " it stands in another server block, or its proxy_pass names the port of the pages."
    ),
    symptom=_lt(
        "Chat messages and changes of other users appear only after reloading, and Odoo shows"
        " “Real-time connection lost”."
    ),
    actions=[add_block(WEBSOCKET_BLOCK)],
    concerns=[Handshake.NO_LOCATION],
    outside=_seen_from_outside,
)
def check(echo, echo_websocket, handshake, echo_upgrade_root, direct_odoo):
    """Return evidence when an HTTP worker answered through the block of the pages."""
    if not by_http_worker(echo_websocket, handshake, direct_odoo):
        return None
    if not one_block(echo, echo_websocket, handshake, echo_upgrade_root):
        return None
    return http_worker_seen(handshake)

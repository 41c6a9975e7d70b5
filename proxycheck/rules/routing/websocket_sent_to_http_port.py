"""``/websocket`` has a block of its own, and its ``proxy_pass`` names the port of the pages."""

from ...judge.ladders import Handshake
from ...judge.reading import never_opened, same_block, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_PROXY_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt(
        "The websocket goes to Odoo's HTTP workers instead of its evented process"
    ),
    in_order=_lt("The websocket is not sent to Odoo's HTTP workers."),
    explanation=_lt(
        "There is a block of its own for /websocket, but what it passes arrives at an HTTP"
        " worker. With %(workers)s workers Odoo serves websockets only on port"
        " %(gevent_port)s (gevent_port), so this block's proxy_pass names the wrong port."
    ),
    symptom=_lt(
        "Chat is silent, “Real-time connection lost” appears, and Odoo's log says “Couldn't"
        " bind the websocket”."
    ),
    fix=WEBSOCKET_PROXY_PASS,
    concerns=[Handshake.REFUSED],
)
def check(echo, echo_websocket, handshake, echo_upgrade_root, direct_odoo):
    """Convict an HTTP worker's answer that came through another block than the pages."""
    if not direct_odoo.number("workers") or not never_opened(handshake):
        return None
    if not echo_websocket.proven or echo_websocket.flag("evented"):
        return None
    if _one_block(echo, echo_websocket, handshake, echo_upgrade_root):
        return None
    return evidence(
        echo_websocket=f"GET /websocket → answered by an HTTP worker (evented = {echo_websocket.get('evented')})",
        handshake=f"websocket handshake → {says(handshake)}",
        direct_odoo=f"workers = {direct_odoo.get('workers')}, gevent_port = {direct_odoo.get('gevent_port')}",
    )


def _one_block(echo, echo_websocket, handshake, echo_upgrade_root):
    if not same_block(echo, echo_websocket):
        return False
    if handshake.proven:
        return same_block(handshake, echo_upgrade_root)
    return echo_upgrade_root.flag("websocket_route")

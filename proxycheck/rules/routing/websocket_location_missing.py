"""``/websocket`` is passed by the very block that passes ``/``: to Odoo's HTTP workers."""

from ...judge.ladders import Handshake
from ...judge.reading import never_opened, same_block, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_BLOCK


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="location /websocket",
    location="/websocket",
    title=_lt("No location sends /websocket to Odoo's evented process"),
    in_order=_lt("No location for /websocket is missing."),
    explanation=_lt(
        "Odoo runs %(workers)s HTTP workers and serves websockets only from its evented"
        " process, on port %(gevent_port)s. A request to /websocket was answered by an HTTP"
        " worker and passed by the same block as every page: either there is no “location"
        " /websocket”, or a regular expression location wins over it (“^~” prevents that), or"
        " it stands in another server block, or its proxy_pass names the port of the pages."
    ),
    symptom=_lt(
        "Chat is silent, “Real-time connection lost” appears, and people see each other's"
        " changes only after reloading."
    ),
    fix=WEBSOCKET_BLOCK,
    concerns=[Handshake.NO_LOCATION],
)
def check(echo, echo_websocket, handshake, echo_upgrade_root, direct_odoo):
    """Convict an HTTP worker's answer that came through the block of the pages."""
    if not direct_odoo.number("workers") or not never_opened(handshake):
        return None
    if not echo_websocket.proven or echo_websocket.flag("evented"):
        return None
    lost = handshake.proven  # the upgrade was lost: the echo answered the handshake
    if lost and not same_block(handshake, echo_upgrade_root):
        return None
    if not same_block(echo, echo_websocket):
        return None
    if not lost and not echo_upgrade_root.flag("websocket_route"):
        return None
    return evidence(
        echo_websocket=f"GET /websocket → answered by an HTTP worker (evented = {echo_websocket.get('evented')})",
        handshake=f"websocket handshake → {says(handshake)}",
        direct_odoo=f"workers = {direct_odoo.get('workers')}, gevent_port = {direct_odoo.get('gevent_port')}",
    )

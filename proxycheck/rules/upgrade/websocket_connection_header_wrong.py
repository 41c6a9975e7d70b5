"""``Connection`` does not say ``upgrade`` when it reaches Odoo, ``Upgrade`` is right."""

from ...judge.actions import add, put
from ...judge.ladders import Handshake
from ...judge.message import Message
from ...judge.outside import plain_says, refused_by_odoo, upgrade_at
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import perhaps_lost, says
from ...judge.signs import asks_upgrade, never_opened
from ...judge.websocket import upgrade_headers_seen
from ...words import ARRIVES

ONE_OF_TWO = Message(
    _lt("Without a key nobody can tell which of the two upgrade headers is lost.")
)


def _seen_from_outside(handshake, websocket_way):
    """Return evidence for a refusal whose body is cut: with workers = 0 only ``Upgrade`` does that.

    Any other 400 of Odoo's may or may not be for the sake of this header.
    """
    if not refused_by_odoo(handshake, 400):
        return None
    if not handshake.flag("cut"):
        return ONE_OF_TWO
    if upgrade_at(websocket_way, "root") == ARRIVES:
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s, its body is cut"),
        websocket_way=_lt("GET /websocket: %(plain)s"),
        values={
            "seen": says(handshake),
            "plain": plain_says(websocket_way),
            "connection": perhaps_lost("Connection"),
        },
    )


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Connection",
    location="/websocket",
    title=_lt("nginx does not forward “Connection: upgrade” to Odoo on /websocket"),
    in_order=_lt("The Connection header is not lost on /websocket."),
    explanation=_lt(
        "The websocket handshake was sent with “Connection: Upgrade”. Odoo received"
        " %(connection)s. nginx replaces this header by its own unless the location"
        ' block sets it. «proxy_set_header Connection ""», which is written for keepalive,'
        " removes it."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[add('proxy_set_header Connection "upgrade";')],
    concerns=[Handshake.HEADERS],
    outside=_seen_from_outside,
)
def check(handshake, echo_websocket):
    """Return evidence when Upgrade arrived and ``Connection: upgrade`` did not."""
    if not never_opened(handshake) or not handshake.proven:
        return None
    upgrade, connection = (
        handshake.received("upgrade"),
        handshake.received("connection"),
    )
    if (upgrade or "").lower() != "websocket" or asks_upgrade(connection):
        return None
    if asks_upgrade(echo_websocket.received("connection")):
        return None  # the wrong way round: websocket_map_inverted
    # nginx sends “close” where nothing is written; any other value is somebody's line.
    written = connection != "close"
    actions = [put('proxy_set_header Connection "upgrade";')] if written else ()
    return upgrade_headers_seen(handshake, actions)

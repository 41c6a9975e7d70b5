"""What several rules about ``/websocket`` go by, and the evidence that they share."""

from ..translatable import _lt
from .outside import SEVERAL, UPGRADES, plain_says, upgrade_at
from .rule import evidence
from .sentences import arrived, says
from .signs import never_opened, same_block


def by_http_worker(echo_websocket, handshake, direct_odoo):
    """Whether an HTTP worker answers at /websocket, of an Odoo whose evented process does not."""
    refused = bool(direct_odoo.number("workers")) and never_opened(handshake)
    return refused and echo_websocket.proven and not echo_websocket.flag("evented")


def one_block(echo, echo_websocket, handshake, echo_upgrade_root):
    """Whether the block of the pages forwards /websocket, as far as one can tell."""
    if not same_block(echo, echo_websocket):
        return False
    if handshake.proven:  # the upgrade was lost: the echo answered the handshake
        return same_block(handshake, echo_upgrade_root)
    return echo_upgrade_root.flag("websocket_route")


def upgrade_headers_seen(handshake, actions=()):
    """Return the evidence of a handshake that reached Odoo without its two headers."""
    return evidence(
        actions=actions,
        handshake=_lt(
            "websocket handshake: %(seen)s; Odoo received %(upgrade)s and %(connection)s"
        ),
        values={
            "seen": says(handshake),
            "upgrade": arrived("Upgrade", handshake.received("upgrade")),
            "connection": arrived("Connection", handshake.received("connection")),
        },
    )


def http_worker_seen(handshake):
    """Return the evidence of an HTTP worker at /websocket."""
    return evidence(
        echo_websocket=_lt("GET /websocket: answered by an HTTP worker"),
        handshake=_lt("websocket handshake: %(seen)s"),
        direct_odoo=_lt("workers = %(workers)s, gevent_port = %(gevent_port)s"),
        values={"seen": says(handshake)},
    )


def http_worker_seen_from_outside(handshake, way):
    """Return the evidence of an HTTP worker at /websocket, and of the upgrades of a page."""
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        websocket_way=_lt(
            "GET /websocket: %(plain)s; an upgrade sent to a page: %(upgrade)s"
        ),
        values={
            "seen": says(handshake),
            "plain": plain_says(way),
            "workers": SEVERAL,
            "upgrade": UPGRADES[upgrade_at(way, "root")],
        },
    )


def worse_than_pages(handshake, way, **values):
    """Return the evidence of a handshake that fails while a page of Odoo's answers."""
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        websocket_way=_lt("GET /websocket: %(plain)s; GET /web/health: %(page)s"),
        values={
            "seen": says(handshake),
            "plain": plain_says(way),
            "page": plain_says(way, "root"),
            **values,
        },
    )

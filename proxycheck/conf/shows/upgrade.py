"""What a file shows of the headers that turn a request into a websocket."""

from ...judge.actions import put, remove
from ...judge.sentences import shown
from ...judge.signs import asks_upgrade
from ...rules.upgrade.websocket_handshake_headers_lost import REFUSED_FOR
from ...translatable import _lt
from ..route import PROXY
from ..shown import UNKNOWN, Shown, shows, websockets_only
from .lines import hops, line_of

#: What a handshake cannot do without, beside Upgrade and Connection (bus/websocket.py of
#: Odoo 16 to 19, `_REQUIRED_HANDSHAKE_HEADERS`).
NEEDED = ("Origin", "Sec-WebSocket-Key", "Sec-WebSocket-Version")
#: The two headers where neither arrives.
NOTHING = ("", "")
_ARRIVES = _lt(
    "By this file Odoo receives a websocket handshake with Upgrade %(upgrade)s and"
    " Connection %(connection)s. A block that has any proxy_set_header inherits none from the"
    " blocks around it."
)


def arrived(site):
    """Return ``(upgrade, connection)`` as the websocket's block passes them, or None if unclear."""
    last = site.websocket.last
    if last.kind != PROXY:
        return None
    found = [last.received.get(name, "") for name in ("upgrade", "connection")]
    return None if None in found else tuple(found)


def headers_missing(site):
    """Whether neither header arrives; None where that is unclear."""
    found = arrived(site)
    return None if found is None else not (_asked(found[0]) or asks_upgrade(found[1]))


def _asked(upgrade):
    return upgrade.lower() == "websocket"


def _shown(site, header, **more):
    upgrade, connection = arrived(site) or NOTHING
    values = {
        "upgrade": shown(upgrade or None),
        "connection": shown(connection or None),
    }
    return Shown(line_of(site, site.websocket, header), _ARRIVES, values, **more)


@shows
@websockets_only
def websocket_upgrade_and_connection_missing(site):
    """Neither header arrives, in a block that is not the pages'."""
    missing = headers_missing(site)
    if missing is None:
        return UNKNOWN
    if (
        not missing
        or site.websocket.last.target.places == site.pages.last.target_places
    ):
        return None
    return _shown(site, "Upgrade")


@shows
@websockets_only
def websocket_upgrade_header_missing(site):
    """Connection arrives, Upgrade does not."""
    found = arrived(site)
    if found is None:
        return UNKNOWN
    if _asked(found[0]) or not asks_upgrade(found[1]):
        return None
    line = put("proxy_set_header Upgrade $http_upgrade;")
    return _shown(site, "Upgrade", actions=(line,))


@shows
@websockets_only
def websocket_connection_header_wrong(site):
    """Upgrade arrives, Connection does not ask for it."""
    found = arrived(site)
    if found is None:
        return UNKNOWN
    if not _asked(found[0]) or asks_upgrade(found[1]) or _inverted(site):
        return None
    line = put('proxy_set_header Connection "upgrade";')
    return _shown(site, "Connection", actions=(line,))


@shows
@websockets_only
def websocket_map_inverted(site):
    """Connection comes from a map that asks for an upgrade where the client does not."""
    if arrived(site) is None:
        return UNKNOWN
    node = _inverted(site)
    if node is None:
        return None
    upgrade, connection = arrived(site) or NOTHING
    return Shown(
        node,
        _lt(
            "The map gives Connection %(connection)s to a request that asks for a websocket,"
            " and “upgrade” to one that does not."
        ),
        {"upgrade": shown(upgrade), "connection": shown(connection or None)},
    )


def _inverted(site):
    """The map that is the wrong way round, or None."""
    plain = site.plain_websocket.last
    if plain.kind != PROXY or asks_upgrade((arrived(site) or NOTHING)[1]):
        return None
    if not asks_upgrade(plain.received.get("connection")):
        return None
    line = line_of(site, site.websocket, "Connection")
    words = line.args[-1] if line.name == "proxy_set_header" else ""
    return site.serving.maps.get(words.lstrip("$").strip("{}"))


@shows
@websockets_only
def websocket_handshake_headers_lost(site):
    """Another header that the handshake needs is emptied."""
    last = site.websocket.last
    if last.kind != PROXY:
        return UNKNOWN
    lost = [name for name in NEEDED if last.received.get(name.lower(), "") == ""]
    lost = [name for name in lost if name.lower() not in last.received]
    if not lost:
        return _answer_changed(site)
    return Shown(
        line_of(site, site.websocket, lost[0]),
        _lt(
            "By this file the header %(lost)s of a websocket handshake does not reach Odoo."
        ),
        {"lost": ", ".join(lost)},
    )


def _answer_changed(site):
    """A line that hides a header without which browsers refuse the 101."""
    for route in hops(site.websocket):
        for node in site.holds(route, "proxy_hide_header")[0]:
            line = f"proxy_hide_header {node.args[0].title()}" if node.args else ""
            if line in REFUSED_FOR.values():
                says = _lt("By this line the response to a handshake loses %(header)s.")
                values = {"header": node.args[0]}
                heal = (remove(f"{line};"),)
                return Shown(node, says, values, directive=line, actions=heal)
    return None


@shows
@websockets_only
def websocket_upgrade_hard_coded(site):
    """A plain request gets an Upgrade header that nobody sent."""
    plain = site.plain_websocket.last
    if plain.kind != PROXY:
        return UNKNOWN
    received = plain.received.get("upgrade", "")
    if received is None or received.lower() != "websocket":
        return UNKNOWN if received is None else None
    return Shown(
        line_of(site, site.plain_websocket, "Upgrade"),
        _lt(
            "The line sets Upgrade to %(upgrade)s for every request of this block, also for"
            " one that asks for no websocket."
        ),
        {"upgrade": shown(received)},
    )


@shows
@websockets_only
def websocket_swallowed(site):
    """``ssi on`` holds for the websocket."""
    if site.websocket.kind != PROXY:
        return UNKNOWN
    for route in hops(site.websocket):
        args, node = site.value(route, "ssi")
        if args == ("on",):
            return Shown(node, _lt("“ssi on” holds in the block of the websocket."))
    return None

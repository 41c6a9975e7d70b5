"""What a file shows of where the websocket goes."""

from ...rules.routing.answered_by_return import REDIRECTED
from ...translatable import _lt
from ..route import ANSWER, PROXY, REDIRECT
from ..shown import UNKNOWN, Shown, shows, websockets_only
from .processes import apart, evented, mixed, prefork, tls_to_odoo
from .upgrade import arrived, headers_missing


@shows
@websockets_only
def websocket_location_with_slash(site):
    """nginx adds a slash to ``/websocket``."""
    route = site.websocket
    if route.kind != REDIRECT or not route.place.endswith("/websocket/"):
        return None
    return Shown(
        route.node,
        _lt(
            "The location is called “/websocket/”, and nothing else serves “/websocket”. So"
            " nginx redirects the handshake to /websocket/ instead of forwarding it."
        ),
    )


def _without_block(site):
    """Whether the websocket goes where pages go and cannot open there; None if unclear."""
    if site.websocket.kind != PROXY or site.pages.kind != PROXY:
        return None if site.websocket.kind != REDIRECT else False
    if apart(site) or evented(site, site.websocket):
        return False
    missing = headers_missing(site)
    if missing or missing is None:
        return missing
    same = site.websocket.last.location is site.pages.last.location
    if not same:
        return False
    return True if prefork(site) and None not in (arrived(site) or (None,)) else None


def _missing(site):
    found = _without_block(site)
    if found is None:
        return UNKNOWN
    return None if not found else site.websocket.last.block


@shows
@websockets_only
def websocket_location_is_longpolling(site):
    """Only ``/longpolling`` has a block, as Odoo up to 15 needed it."""
    node = _missing(site)
    if node in (None, UNKNOWN):
        return node
    if not _polls_apart(site):
        return None
    return Shown(
        site.poll.block,
        _lt(
            "This block forwards /longpolling to another process than the pages, and nothing"
            " does so for /websocket. Odoo uses /websocket from version 16 on."
        ),
    )


def _polls_apart(site):
    poll = site.poll
    return (
        poll.kind == PROXY and poll.last.target_places != site.pages.last.target_places
    )


@shows
@websockets_only
def websocket_location_missing(site):
    """``/websocket`` is served like any page."""
    node = _missing(site)
    if node in (None, UNKNOWN):
        return node
    if _polls_apart(site):
        return None
    return Shown(
        node,
        _lt(
            "%(block)s serves /websocket too, and forwards it to %(places)s like a page. There"
            " no websocket opens."
        ),
        {"block": node.block(), "places": site.websocket.target.name},
    )


@shows
@websockets_only
def websocket_sent_to_http_port(site):
    """The websocket's own block forwards to the pages' port."""
    if site.websocket.kind != PROXY or site.pages.kind != PROXY:
        return UNKNOWN
    if apart(site) or site.websocket.last.location is site.pages.last.location:
        return None
    if headers_missing(site) is not False or evented(site, site.websocket):
        return None
    if not prefork(site):
        return UNKNOWN if site.premises.workers is None else None
    return Shown(
        site.websocket.last.target.node,
        _lt(
            "The block of the websocket forwards to %(places)s, where the pages go too. With"
            " workers, Odoo serves websockets only on its gevent_port."
        ),
        {"places": site.websocket.target.name},
    )


@shows
@websockets_only
def websocket_path_rewritten(site):
    """Odoo is asked for another path than ``/websocket``."""
    last = site.websocket.last
    if last.kind != PROXY:
        return UNKNOWN
    if last.path == "/websocket" or site.websocket.path not in (
        last.path,
        "/websocket",
    ):
        return None
    return Shown(
        last.rewritten or last.target.node,
        _lt("By this line Odoo is asked for “%(path)s” instead of “/websocket”."),
        {"path": last.path},
    )


@shows
@websockets_only
def answered_by_return(site):
    """nginx answers the handshake itself, while pages are forwarded."""
    route = site.websocket
    if site.pages.kind != PROXY or route.kind not in (ANSWER, REDIRECT):
        return None
    if route.place.endswith("/websocket/") or route.location is None:
        return None
    return Shown(
        route.node,
        _lt(
            "nginx answers a request to /websocket with %(status)s itself, by this line."
        ),
        {"status": route.status, "seen": f"HTTP {route.status}"},
        actions=tuple(REDIRECTED) if route.kind == REDIRECT else (),
    )


@shows
@websockets_only
def websocket_upstream_mixed(site):
    """One upstream has an HTTP worker's port and the evented one's."""
    route = site.websocket.last
    if route.kind != PROXY:
        return UNKNOWN
    return mixed(site, route)


@shows
@websockets_only
def websocket_upstream_dead(site):
    """``https://`` to Odoo's plain port."""
    return tls_to_odoo(site, site.websocket.last)

"""What a file shows of where requests go."""

from urllib.parse import urlsplit

from ...rules.routing.another_server_answers import OFF
from ...rules.routing.answered_by_return import REDIRECTED
from ...translatable import _lt
from ..serving import ANSWER, FILES, PROXY, REDIRECT
from ..shown import UNKNOWN, Shown, shows, websockets_only
from ..site import names_of
from .upgrade import arrived, headers_missing

#: Addresses of Odoo's script bundles, which it makes itself: no folder has them.
BUNDLE = "/web/assets/1/0123456/web.assets_web.min.js"
#: A path that no configuration names.
ANY_PAGE = "/mail/some/path"


def evented(site, route):
    """Whether a route leads to Odoo's evented process, as far as its port tells."""
    ports = {port for _host, port in route.last.target_places}
    return site.premises.gevent_port in ports


def prefork(site):
    """Whether Odoo has workers: known, or a block of this site forwards to the evented port.

    An upstream that is declared and used nowhere tells nothing: many files have one.
    """
    if site.premises.workers is not None:
        return site.premises.workers > 0
    passes = [node for node in site.server.walk() if node.name == "proxy_pass"]
    names = [node.args[0].partition("://")[2].partition("/")[0] for node in passes]
    ups = [
        site.serving.upstreams[name] for name in names if name in site.serving.upstreams
    ]
    servers = [n.args[0] for up in ups for n in up.named("server") if n.args]
    sign = f":{site.premises.gevent_port}"
    return any(place.endswith(sign) for place in [*names, *servers])


def _apart(site):
    """Whether the websocket goes elsewhere than the pages."""
    return site.websocket.last.target_places != site.pages.last.target_places


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
    if _apart(site) or evented(site, site.websocket):
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
    if _apart(site) or site.websocket.last.location is site.pages.last.location:
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
def site_upstream_mixed(site):
    """The same of the pages."""
    route = site.pages.last
    if route.kind != PROXY:
        return UNKNOWN
    return mixed(site, route)


def mixed(site, route):
    """Return `Shown` where an upstream has both of Odoo's ports."""
    if route.target.upstream is None:
        return None
    ports = {port for _host, port in route.target.places}
    if not {site.premises.http_port, site.premises.gevent_port} <= ports:
        return None
    if site.premises.http_port == site.premises.gevent_port:
        return None
    return Shown(
        route.target.upstream,
        _lt(
            "The upstream “%(name)s” has servers of both ports, %(http_port)s and"
            " %(gevent_port)s. nginx takes one after the other, and only one of them serves"
            " this request."
        ),
        {"name": route.target.name},
    )


def tls_to_odoo(site, route):
    """Return `Shown` where a route leads with TLS to a port of Odoo's own."""
    if route.kind != PROXY:
        return UNKNOWN
    known = {site.premises.http_port, site.premises.gevent_port}
    ports = {port for _host, port in route.target.places}
    if route.target.scheme != "https" or not ports or not ports <= known:
        return None
    return Shown(
        route.target.node,
        _lt(
            "The line forwards with https:// to port %(asked)s. Odoo itself never uses TLS, so"
            " nginx answers 502."
        ),
        {"asked": ", ".join(map(str, sorted(ports)))},
    )


@shows
@websockets_only
def websocket_upstream_dead(site):
    """``https://`` to Odoo's plain port."""
    return tls_to_odoo(site, site.websocket.last)


@shows
def site_upstream_dead(site):
    """The same of the pages."""
    return tls_to_odoo(site, site.pages.last)


@shows
def pages_refused(site):
    """A list of paths is forwarded, the rest is answered by nginx."""
    if site.pages.kind != PROXY or site.first_page.kind != ANSWER:
        return None
    route = site.route(ANY_PAGE)
    if route.kind != ANSWER or route.node.name != "return" or route.location is None:
        return None
    return Shown(
        route.node,
        _lt("nginx answers every path that no other location names with %(status)s."),
        {"status": route.status, "who": "nginx"},
    )


@shows
def another_server_answers(site):
    """The whole site is answered by a ``return``."""
    routes = (site.first_page, site.pages, site.route(ANY_PAGE), site.route("/"))
    if any(route.kind != ANSWER for route in routes):
        return None
    return Shown(
        site.first_page.node,
        _lt("nginx answers every page with %(status)s itself, by this line."),
        {"seen": f"HTTP {site.first_page.status}", "status": site.first_page.status},
        directive="return" if site.first_page.status in OFF else "server_name",
    )


@shows
def redirected_elsewhere(site):
    """Pages are redirected to another name, while the websocket is forwarded."""
    route = site.first_page
    if route.kind != REDIRECT or site.websocket.kind != PROXY:
        return None
    host = urlsplit(route.place).hostname
    if not host or host in (site.host, *names_of(site.server)):
        return None
    return Shown(
        route.node,
        _lt("The line redirects pages to %(elsewhere)s."),
        {"elsewhere": route.place, "status": route.status},
    )


@shows
def redirect_loop(site):
    """The address redirects to itself."""
    route = site.first_page
    if route.kind != REDIRECT or route.place != f"{site.origin}{route.request.path}":
        return None
    return Shown(
        route.node,
        _lt("The line redirects %(place)s to itself."),
        {"place": route.place},
    )


@shows
def redirected_to_http(site):
    """https redirects to http."""
    route = site.first_page
    if route.kind != REDIRECT or site.scheme != "https":
        return None
    if not route.place.startswith(f"http://{site.host}"):
        return None
    return Shown(
        route.node,
        _lt("The line redirects users of https to %(place)s."),
        {"place": route.place},
    )


@shows
def error_page_hides_odoo(site):
    """``proxy_intercept_errors on`` with an ``error_page`` for what Odoo answers."""
    route = site.pages
    if route.kind != PROXY:
        return UNKNOWN
    args, node = site.value(route, "proxy_intercept_errors")
    pages, _sure = site.holds(route, "error_page")
    codes = {word for page in pages for word in page.args[:-1]}
    if args != ("on",) or not codes & {"400", "404", "500"}:
        return None
    return Shown(
        node,
        _lt(
            "“proxy_intercept_errors on” and an error_page for %(sent)s hold together here."
        ),
        {"sent": ", ".join(sorted(codes & {"400", "404", "500"}))},
    )


@shows
def static_files_missing(site):
    """Script bundles, which Odoo makes itself, are looked for in a folder."""
    route = site.route(BUNDLE)
    if site.pages.kind != PROXY:
        return UNKNOWN
    if route.kind != FILES or route.location is None:
        return None
    if site.holds(route, "error_page")[0]:
        return UNKNOWN
    return Shown(
        route.block,
        _lt(
            "This location also serves /web/assets, and looks in a folder for them. Odoo makes"
            " these scripts itself, so no folder has them."
        ),
        {"path": "/web/assets/…"},
        location=" ".join(route.location.statement.raw_args),
    )

"""What a file shows of where requests go."""

from urllib.parse import urlsplit

from ...rules.routing.another_server_answers import OFF
from ...translatable import _lt
from ..addresses import names_of
from ..route import ANSWER, FILES, PROXY, REDIRECT
from ..shown import UNKNOWN, Shown, shows
from .processes import mixed, tls_to_odoo

#: Addresses of Odoo's script bundles, which it makes itself: no folder has them.
BUNDLE = "/web/assets/1/0123456/web.assets_web.min.js"

#: A path that no configuration names.
ANY_PAGE = "/mail/some/path"


@shows
def site_upstream_mixed(site):
    """The same of the pages."""
    route = site.pages.last
    if route.kind != PROXY:
        return UNKNOWN
    return mixed(site, route)


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

"""What a file shows of cookies."""

from ...translatable import _lt
from ..route import PROXY
from ..shown import UNKNOWN, Shown, shows
from .forwarded import behind, received
from .lines import directive_of, hops


@shows
def cookie_lost(site):
    """Set-Cookie is hidden."""
    if site.pages.kind != PROXY:
        return UNKNOWN
    for route in hops(site.pages):
        nodes, _sure = site.holds(route, "proxy_hide_header")
        for node in nodes:
            if node.args and node.args[0].lower() == "set-cookie":
                return Shown(
                    node, _lt("By this line no cookie of Odoo's reaches a browser.")
                )
        nodes, _sure = site.holds(route, "proxy_cookie_path")
        for node in nodes:
            if node.args[0] == "/" and node.args[1:] and _elsewhere(node.args[1]):
                says = _lt("The line binds Odoo's cookies to the path “%(path)s”.")
                return Shown(
                    node, says, {"path": node.args[1]}, directive="proxy_cookie_path"
                )
    return None


def _elsewhere(path):
    path = path.partition(";")[0].strip()
    return path.startswith("/") and path != "/" and "$" not in path


@shows
def cookie_secure_on_http(site):
    """Cookies get Secure although the address uses http."""
    if site.scheme != "http" or behind(site):
        return None
    if received(site, "x-forwarded-proto") != "http":
        return UNKNOWN  # it may stand behind what ends TLS
    nodes, _sure = site.holds(site.pages, "proxy_cookie_flags")
    for node in nodes:
        if node.args and node.args[0] == "~" and "secure" in node.args[1:]:
            return Shown(
                directive_of(site, site.pages, "proxy_cookie_flags"),
                _lt(
                    "The line marks every cookie Secure, and this block listens without TLS."
                ),
            )
    return None


@shows
def cookie_not_secure(site):
    """Nothing marks cookies Secure although the address uses https."""
    if site.scheme != "https":
        return None
    route = site.pages
    if route.kind != PROXY or not site.sure(route, "proxy_cookie_flags"):
        return UNKNOWN
    flags, _sure = site.holds(route, "proxy_cookie_flags")
    paths, _sure = site.holds(route, "proxy_cookie_path")
    if any("secure" in str(node).lower() for node in [*flags, *paths]):
        return None
    if route.inner:
        return UNKNOWN
    return Shown(
        route.block, _lt("No proxy_cookie_flags holds for pages."), {"cookie": "…"}
    )

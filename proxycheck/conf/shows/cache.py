"""What a file shows of caching and compression."""

from ...rules.cache.static_not_cached import TOO_LONG
from ...translatable import _lt
from ..route import PROXY
from ..shown import UNKNOWN, Shown, shows
from ..units import seconds
from .lines import hops

STATIC = "/web/static/src/start.js"
#: What a session's pages are answered with; only these are cached for somebody else.
PAGES = {"200", "any"}
#: What may keep pages of a session out of the cache.
GUARDS = ("proxy_no_cache", "proxy_cache_bypass")


@shows
def dynamic_answers_cached(site):
    """``proxy_cache`` on pages, which are kept although Odoo forbids it."""
    for route in hops(site.pages):
        if route.kind != PROXY:
            return UNKNOWN
        args, node = site.value(route, "proxy_cache")
        if not args or args == ("off",) or "$" in args[0]:
            continue
        kept = _kept(site, route)
        if not kept:
            continue
        if any(site.holds(route, name)[0] for name in GUARDS):
            return UNKNOWN
        return Shown(
            node,
            _lt("“proxy_cache” and “%(valid)s” hold for Odoo's pages."),
            {"valid": str(kept[0]), "served": str(kept[0])},
        )
    return None


def _kept(site, route):
    """The ``proxy_cache_valid`` that keep pages; nginx keeps only what it buffers."""
    buffering, _node = site.value(route, "proxy_buffering")
    if buffering == ("off",):
        return []
    lines, _sure = site.holds(route, "proxy_cache_valid")
    return [node for node in lines if not node.args[:-1] or set(node.args) & PAGES]


@shows
def static_not_cached(site):
    """``expires`` forbids keeping static files, or keeps them for too long."""
    route = site.route(STATIC)
    if route.kind != PROXY or route.inner:
        return UNKNOWN
    nodes, _sure = site.holds(route, "expires")
    if not nodes or not nodes[-1].args:
        return None
    text = nodes[-1].args[-1]
    time = seconds(text.lstrip("-"))
    never = text in ("epoch", "0") or (text.startswith("-") and time is not None)
    forever = text == "max" or (not never and time is not None and time > TOO_LONG)
    if not never and not forever:
        return None
    return Shown(
        nodes[-1],
        _lt("By this line browsers keep Odoo's static files for “%(time)s”."),
        {"time": text, "path": STATIC},
    )


@shows
def gzip_missing(site):
    """Nothing compresses style sheets."""
    route = site.route("/web/static/src/start.css")
    if route.kind != PROXY:
        return UNKNOWN
    nodes, sure = site.holds(route, "gzip")
    types, types_sure = site.holds(route, "gzip_types")
    if not sure or not types_sure or route.inner:
        return UNKNOWN
    on = bool(nodes) and nodes[-1].args == ("on",)
    listed = {word for node in types for word in node.args}
    if on and listed & {"text/css", "*"}:
        return None
    at = nodes[-1] if nodes else route.block
    return Shown(
        at,
        _lt(
            "No “gzip on” with a gzip_types that has text/css holds for Odoo's styles."
        ),
        {"path": "/web/static/…"},
    )


@shows
def hsts_missing(site):
    """No Strict-Transport-Security on https."""
    if site.scheme != "https":
        return None
    route = site.pages
    if route.kind != PROXY or not site.sure(route, "add_header") or route.inner:
        return UNKNOWN
    nodes, _sure = site.holds(route, "add_header")
    if any(
        node.args and node.args[0].lower() == "strict-transport-security"
        for node in nodes
    ):
        return None
    return Shown(
        route.block, _lt("No add_header Strict-Transport-Security holds for pages.")
    )

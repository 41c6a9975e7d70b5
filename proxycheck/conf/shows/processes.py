"""Which of Odoo's processes a block forwards to, as far as its ports tell."""

from ...translatable import _lt
from ..route import PROXY
from ..shown import UNKNOWN, Shown


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


def apart(site):
    """Whether the websocket goes elsewhere than the pages."""
    return site.websocket.last.target_places != site.pages.last.target_places


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

"""The sites of Odoo in a configuration: each server block as its users meet it."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from .addresses import addresses_of, chosen
from .serving import ANSWER, PROXY, REDIRECT, Serving
from .tree import Node
from .variables import Request

#: What a browser sends to open a websocket.
UPGRADE = {
    "upgrade": "websocket",
    "connection": "Upgrade",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-version": "13",
}

BROWSER = {"user-agent": "Mozilla/5.0", "accept": "*/*", "cookie": "session_id=x"}

#: Paths of pages. The first is where a check looks; the others count where it is served
#: by no Odoo.
PAGES = ("/proxy_health/echo", "/web/login", "/odoo")

#: The ports that Odoo has by itself, where nobody tells others.
HTTP_PORT, GEVENT_PORT = 8069, 8072

#: What a file says of Odoo by its names.
_NAMES = re.compile(r"odoo|openerp|longpolling|/websocket|\b80(69|72)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Premises:
    """What is taken for granted of Odoo, or known from a report.

    `workers` is None where nobody tells. `series` is the first part of Odoo's version.
    """

    series: int = 19
    workers: int | None = None
    http_port: int = HTTP_PORT
    gevent_port: int = GEVENT_PORT

    @property
    def polls(self):
        """Whether this Odoo's browsers poll, which those up to 15 do."""
        return self.series < 16


@dataclass(eq=False)
class Site:
    """One server block at one of its addresses."""

    serving: Serving
    server: Node
    scheme: str
    host: str
    port: int
    premises: Premises = field(default_factory=Premises)
    #: Whether users are known to open this very address; else a port may be mapped.
    known: bool = False

    def route(self, path, headers=None):
        """Return the `Route` of a browser's GET."""
        request = Request(
            path, self.scheme, self.host, self.port, {**BROWSER, **(headers or {})}
        )
        return self.serving.route(self.server, request)

    @cached_property
    def first_page(self):
        """The `Route` of a check's own page."""
        return self.route(PAGES[0])

    @cached_property
    def pages(self):
        """The `Route` of a page that is forwarded; else of the first."""
        routes = [self.first_page, *map(self.route, PAGES[1:])]
        return next((one for one in routes if one.kind == PROXY), routes[0])

    @cached_property
    def websocket(self):
        """The `Route` of a handshake."""
        return self.route("/websocket", {**UPGRADE, "origin": self.origin})

    @cached_property
    def plain_websocket(self):
        """The `Route` of a plain request to the handshake's path."""
        return self.route("/websocket")

    @cached_property
    def poll(self):
        """The `Route` of a poll (Odoo up to 15)."""
        return self.route("/longpolling/poll")

    @property
    def address(self):
        """The name and, where it is not the usual one, the port."""
        return Request("/", self.scheme, self.host, self.port).http_host

    @property
    def origin(self):
        """The address, as a browser's ``Origin`` says it."""
        return f"{self.scheme}://{self.address}"

    def holds(self, route, name):
        """Return ``(nodes, sure)``: the directives of a name that hold for a `Route`."""
        if route.block is None:
            return [], False
        return self.serving.effective(route.block, name)

    def value(self, route, name):
        """Return ``(arguments, node)`` of the last such directive; ``(None, None)`` without."""
        nodes, _sure = self.holds(route, name)
        return (nodes[-1].args, nodes[-1]) if nodes else (None, None)

    def sure(self, route, name):
        """Whether the file tells all of this directive."""
        return self.holds(route, name)[1]


def sites(configuration, premises=None, address=None):
    """Return the `Site`s of Odoo; of ``(scheme, host, port)`` only the one that answers there."""
    serving, premises = Serving(configuration), premises or Premises()
    found = [
        Site(serving, server, scheme, host, port, premises)
        for server in serving.servers
        for scheme, host, port in addresses_of(server)
    ]
    if address:
        scheme, host, port = address
        server = chosen(serving.servers, scheme, host, port)
        site = (
            Site(serving, server, scheme, host, port, premises, True)
            if server
            else None
        )
        return [site] if site else []
    proxied = [one for one in found if _forwards(one)]
    ours = [one for one in proxied if _names_odoo(one)]
    return ours or (proxied if len({one.server for one in proxied}) == 1 else [])


def _forwards(site):
    return (
        any(route.kind == PROXY for route in (site.pages, site.websocket, site.poll))
        or (
            # A site that answers everything itself is Odoo's only if it says so.
            site.first_page.kind == ANSWER or _is_own(site, site.first_page)
        )
        and _names_odoo(site)
    )


def _is_own(site, route):
    """Whether a redirect leads to where it came from."""
    return (
        route.kind == REDIRECT and route.place == f"{site.origin}{route.request.path}"
    )


def _names_odoo(site):
    """Whether the block, or where it forwards to, is named as Odoo's are."""
    routes = (site.pages, site.websocket, site.poll)
    words = [str(node) for node in site.server.walk()]
    for route in routes:
        if route.target:
            words += [f"{h}:{p}" for h, p in route.target.places]
            words.append(route.target.name)
    return any(map(_NAMES.search, words))

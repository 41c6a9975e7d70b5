"""The sites of Odoo in a configuration: each server block as its users meet it."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from .regexes import Unclear, search
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
#: Where no server_name tells one.
ANY_HOST = "odoo.example"


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
        for scheme, host, port in _addresses(server)
    ]
    if address:
        server = chosen(serving.servers, *address)
        return [Site(serving, server, *address, premises, True)] if server else []
    proxied = [one for one in found if _forwards(one)]
    ours = [one for one in proxied if _names_odoo(one)]
    return ours or (proxied if len({one.server for one in proxied}) == 1 else [])


def chosen(servers, scheme, host, port):
    """Return the server block that nginx chooses for an address, or None."""
    listening = [
        server
        for server in servers
        if any(p == port and s == scheme for s, _h, p in _addresses(server))
    ] or [
        server
        for server in servers
        if any(p == port for _s, _h, p in _addresses(server))
    ]
    ranked = sorted(listening, key=lambda server: -_fits(server, host))
    if ranked and _fits(ranked[0], host):
        return ranked[0]
    default = [s for s in listening if any(_is_default(n) for n in s.named("listen"))]
    return next(iter([*default, *listening]), None)


def _fits(server, host):
    """How well a server's names fit: exact 4, ``*.name`` 3, ``name.*`` 2, expression 1."""
    best = 0
    for name in names_of(server):
        if name == host:
            best = max(best, 4)
        elif name.startswith(".") and (f".{host}").endswith(name):
            best = max(best, 4 if host == name[1:] else 3)
        elif name.startswith("*.") and host.endswith(name[1:]):
            best = max(best, 3)
        elif name.endswith(".*") and host.startswith(name[:-1]):
            best = max(best, 2)
        elif name.startswith("~"):
            best = max(best, 1 if _matches(name[1:], host) else 0)
    return best


def _matches(pattern, host):
    try:
        return search(pattern, host, True)
    except Unclear:
        return False


def names_of(server):
    """Return the names of a server block, in lower case."""
    return [name.lower() for node in server.named("server_name") for name in node.args]


def _is_default(listen):
    return "default_server" in listen.args or "default" in listen.args


def _addresses(server):
    """``[(scheme, host, port)]``, each once; sockets of the machine itself are none."""
    plain = [n for n in names_of(server) if re.fullmatch(r"[\w.-]+", n) and n != "_"]
    plain = [n for n in plain if not n.startswith(".")]
    host = plain[0] if plain else ANY_HOST
    ssl_on = any(node.args == ("on",) for node in server.named("ssl"))
    found = {}
    for node in server.named("listen"):
        place = _listen(node, ssl_on)
        if place:
            found[place] = (place[0], host, place[1])
    if not server.named("listen"):
        return [("http", host, 80)]
    return list(found.values())


def _listen(node, ssl_on):
    """``(scheme, port)`` of a ``listen``, or None of a socket of this machine."""
    if not node.args or node.args[0].startswith("unix:"):
        return None
    name, _colon, port = node.args[0].rpartition(":")
    if node.args[0].endswith("]"):
        port = "80"
    if not port.isdecimal():
        port = "80"
    secure = ssl_on or "ssl" in node.args[1:] or "quic" in node.args[1:]
    return ("https" if secure else "http"), int(port)


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

"""Where an action belongs: the server that was checked, and the block that answers a path."""

from urllib.parse import urlsplit

from ..address import DEFAULT_PORTS
from ..conf.locations import find, modifier_and_name

#: The path that stands for a block where a rule means what the addon's echo passes: an
#: exact location for the first page alone is not the block of all pages.
PROBED = {"/": "/proxy_health/echo", "/web": "/web/login"}


def server_of(configuration, base_url):
    """Return the `server` of this address that passes to Odoo itself, or None.

    Where the one that answers passes to another server of the same nginx, it is that one:
    what Odoo receives is what the last server sets.
    """
    servers = _servers(configuration)
    found = _answering(servers, base_url)
    for _layer in servers:
        inner = next(
            (s for s in servers if s is not found and _passes_to(found, s)), None
        )
        if inner is None:
            break
        found = inner
    return found


def is_inner(configuration, server):
    """Whether another server of this nginx passes to this one."""
    return any(
        _passes_to(one, server) for one in _servers(configuration) if one is not server
    )


def _passes_to(outer, inner):
    """Whether a server passes requests to where another one listens, which passes them on.

    A gateway that only says who is signed in passes nothing on.
    """
    if not any(node.name == "proxy_pass" for node in inner.walk()):
        return False
    listens = {
        _without_ending(one.args[0]) for one in inner.named("listen") if one.args
    }
    passes = [n.args[0] for n in outer.walk() if n.name == "proxy_pass" and n.args]
    return any(_without_ending(one.partition("//")[2]) in listens for one in passes)


def _without_ending(address):
    """`unix:inner.sock` of `unix:inner.sock:/path`; host and port of any other address."""
    if address.startswith("unix:"):
        return ":".join(address.split(":")[:2])
    return address.partition("/")[0]


def _answering(servers, base_url):
    url = urlsplit(base_url)
    port = str(url.port or DEFAULT_PORTS.get(url.scheme, 80))
    return max(servers, key=lambda s: _fits(s, url.hostname or "", port), default=None)


def _servers(configuration):
    return [n for n in configuration.root.walk() if n.name == "server" and _is_http(n)]


def _is_http(node):
    """Whether this is a server of http: not one of an upstream, and not of `stream`."""
    around = [block.name for block in node.above()]
    return (
        node.statement.is_block and "stream" not in around and "upstream" not in around
    )


def _fits(server, host, port):
    names = [name for one in server.named("server_name") for name in one.args]
    ports = [
        one.args[0].rpartition(":")[2] for one in server.named("listen") if one.args
    ]
    named = host in names or any(_covers(name, host) for name in names)
    passes = any(node.name == "proxy_pass" for node in server.walk())
    inner = any("unix" in " ".join(one.args) for one in server.named("listen"))
    return (named, port in (ports or ["80"]), passes, not inner)


def _covers(name, host):
    if name.startswith("*."):
        return host.endswith(name[1:])
    return name.startswith(".") and (host == name[1:] or host.endswith(name))


def block_of(configuration, server, where):
    """Return the node that an action's `where` names; raise `LookupError` where it is not."""
    kind, _space, name = where.partition(" ")
    if kind == "server" and not name:
        return server
    if kind == "http":
        around = [block for block in server.above() if block.name == "http"]
        return around[0] if around else configuration.root
    if kind == "location":
        return location_of(server, name)
    named = [n for n in configuration.root.walk() if n.block() == where]
    if not named:
        raise LookupError(where)
    return named[0]


def location_of(server, name):
    """The location of that very name, else the one that answers this path, else the server."""
    for node in server.walk():
        if node.name == "location" and (
            name in (node.block()[9:], modifier_and_name(node)[1])
        ):
            if not name.startswith("/") or _answers(server, node, name):
                return node
    found = find(server, PROBED.get(name, name))
    return found.node or server


def _answers(server, node, name):
    """Whether the block of that name is the one that answers its path."""
    return find(server, PROBED.get(name, name)).node in (node, None)

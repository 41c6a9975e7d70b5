"""At which addresses a server block answers, and which block nginx chooses for one."""

import re

from .regexes import Unclear, search

#: Where no server_name tells one.
ANY_HOST = "odoo.example"


def chosen(servers, scheme, host, port):
    """Return the server block that nginx chooses for an address, or None."""
    listening = [
        server
        for server in servers
        if any(p == port and s == scheme for s, _h, p in addresses_of(server))
    ] or [
        server
        for server in servers
        if any(p == port for _s, _h, p in addresses_of(server))
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


def addresses_of(server):
    """Return ``[(scheme, host, port)]``, each once; sockets of the machine itself are none."""
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

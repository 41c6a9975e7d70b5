"""What nginx's variables are worth for one request.

A value that a file alone does not tell is `Unclear`, and so is whatever is made of it.
"""

import re
from dataclasses import dataclass, field

from .regexes import Unclear, search

#: ``$name``, ``${name}``, ``$1``.
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
#: Maps in maps.
DEEPEST = 12
#: The address of a visitor, of RFC 5737.
VISITOR = "192.0.2.7"


@dataclass
class Request:
    """One request as a client sends it: `headers` with lower-case names.

    `host` is the name without the port.
    """

    path: str
    scheme: str = "http"
    host: str = "odoo.example"
    port: int = 80
    headers: dict = field(default_factory=dict)
    method: str = "GET"
    visitor: str = VISITOR

    @property
    def http_host(self):
        """The ``Host`` header, with the port where it is not the scheme's own."""
        if "host" in self.headers:
            return self.headers["host"]
        usual = {"http": 80, "https": 443}[self.scheme]
        return self.host if self.port == usual else f"{self.host}:{self.port}"


class Variables:
    """The variables of one request in one server."""

    def __init__(self, request, server, maps):
        self.request, self.server, self._maps = request, server, maps
        #: What ``set``, captures and the proxy itself assigned; None is `Unclear`.
        self.assigned = {}
        #: The path as rewrites left it.
        self.path = request.path
        #: The ``rewrite`` that changed it last, and whether nginx looks for a location anew.
        self.rewritten, self.changed = None, False

    def fill(self, text, depth=0):
        """Return a text with its variables filled in; raise `Unclear`."""
        return _VARIABLE.sub(lambda m: self.value(m[1] or m[2], depth), text)

    def value(self, name, depth=0):
        """Return the value of ``$name``; raise `Unclear`."""
        if name in self.assigned:
            return _clear(self.assigned[name])
        if name in self._maps:
            if depth > DEEPEST:
                raise Unclear
            return self._mapped(self._maps[name], depth + 1)
        return _clear(self._own(name.lower()))

    def capture(self, match):
        """Take the groups of a match as ``$1`` and by their names."""
        for number, group in enumerate(match.groups(""), 1):
            self.assigned[str(number)] = group
        self.assigned.update(match.groupdict(""))

    # Long, for each variable is a line.
    def _own(self, name):
        """One of nginx's own variables, or None."""
        if name.startswith("http_") and name != "http_host":
            return self.request.headers.get(name[5:].replace("_", "-"), "")
        if name.startswith(("arg_", "cookie_")):
            return ""
        given = self.request
        forwarded = given.headers.get("x-forwarded-for")
        return {
            "host": given.host,
            "http_host": given.http_host,
            "scheme": given.scheme,
            "https": "on" if given.scheme == "https" else "",
            "server_port": str(given.port),
            "server_name": _name_of(self.server),
            "remote_addr": given.visitor,
            "realip_remote_addr": given.visitor,
            "binary_remote_addr": given.visitor,
            "proxy_add_x_forwarded_for": (
                f"{forwarded}, {given.visitor}" if forwarded else given.visitor
            ),
            "request_method": given.method,
            "request_uri": given.path,
            "uri": self.path,
            "document_uri": self.path,
            "args": "",
            "query_string": "",
            "is_args": "",
            "remote_user": "",
        }.get(name)

    def _mapped(self, node, depth):
        """The value of a ``map``: exact texts first, then expressions in their order."""
        source = self.fill(node.args[0], depth)
        default, exact, expressions = "", {}, []
        for row in node.children:
            if row.name == "include" or len(row.args) != 1:
                raise Unclear
            key = row.name.removeprefix("\\")
            if row.name == "default":
                default = row.args[0]
            elif row.name.startswith("~"):
                expressions.append((row.name, row.args[0]))
            elif row.name not in ("hostnames", "volatile"):
                exact.setdefault(key.lower(), row.args[0])
        if node.named("hostnames") or node.unread:
            raise Unclear
        if source.lower() in exact:
            return self.fill(exact[source.lower()], depth)
        for pattern, value in expressions:
            any_case = pattern.startswith("~*")
            if search(pattern[2 if any_case else 1 :], source, any_case):
                return self.fill(value, depth)
        return self.fill(default, depth)


def maps_of(http):
    """Return ``{variable: map's node}`` of what stands in ``http``; others are None."""
    found = {}
    for node in http.named("map", "geo", "split_clients"):
        if node.args and node.args[-1].startswith("$"):
            found[node.args[-1][1:]] = node if node.name == "map" else None
    return {name: node for name, node in found.items() if node}


def _name_of(server):
    names = [name for node in server.named("server_name") for name in node.args]
    plain = [n for n in names if n != "_" and not n.startswith(("~", "*", "."))]
    return plain[0] if plain else ""


def _clear(value):
    if value is None:
        raise Unclear
    return value

"""What nginx does with one request: which location serves it, and where it is forwarded."""

import re
from dataclasses import dataclass, field

from . import locations
from .effective import effective, hidden
from .regexes import Unclear
from .rewriting import MOST_CHANGES, run
from .tree import Node
from .variables import Request, Variables, maps_of

#: Servers in a row that one file may hold: a request that goes round ends here.
MOST_HOPS = 4
#: What nginx itself sends, unless a line says otherwise (ngx_http_proxy_headers).
OWN_HEADERS = {"host": "$proxy_host", "connection": "close"}
#: Headers that are nginx's own business, or the connection's, and are never passed as they
#: came (the same list).
NOT_PASSED = ("host", "connection", "keep-alive", "upgrade", "te", "expect")
_URL = re.compile(r"(https?)://(unix:[^:]*:?|\[[^\]]*\](?::\d+)?|[^/]*)(.*)", re.DOTALL)
FILES, PROXY, ANSWER, REDIRECT, UNCLEAR = (
    "files",
    "proxy",
    "answer",
    "redirect",
    "unclear",
)


@dataclass
class Target:
    """Where a request is forwarded: `node` is the ``proxy_pass``.

    `servers` are ``(host, port, node)`` of those that get requests: of an upstream its
    servers that are neither down nor a backup. `name` is what the URL names, `upstream`
    the node of that block, if it is one.
    """

    scheme: str
    name: str
    servers: list
    node: Node
    upstream: Node | None = None

    @property
    def places(self):
        """``{(host, port)}``."""
        return {(host, port) for host, port, _node in self.servers}


@dataclass
class Route:
    """What becomes of a request.

    `kind` is one of the words above. `location` is the node that nginx chose (None: the
    server itself), `block` the one whose directives hold: the same, or an ``if`` in it.
    `path` is what Odoo is asked for. `received` are the headers that Odoo gets, with
    lower-case names; a value of None is unclear. `status`, `place` and `node` belong to an
    answer of nginx's own. `inner` is the route in the server of this file that the
    request is forwarded to.
    """

    kind: str
    request: Request
    server: Node
    location: Node | None = None
    block: Node | None = None
    path: str = ""
    target: Target | None = None
    received: dict = field(default_factory=dict)
    status: int = 0
    place: str = ""
    node: Node | None = None
    rewritten: Node | None = None
    inner: "Route | None" = None

    @property
    def target_places(self):
        """``{(host, port)}`` where it is forwarded to; of what is not, none."""
        return self.target.places if self.target else set()

    @property
    def last(self):
        """The route in the last server of this file that the request passes."""
        return self.inner.last if self.inner else self


class Serving:
    """Answers what a configuration does with a request."""

    def __init__(self, configuration):
        self.configuration = configuration
        self.http = configuration.root.first("http") or configuration.root
        self.maps = maps_of(self.http)
        self.upstreams = {
            node.args[0]: node for node in self.http.named("upstream") if node.args
        }
        self.servers = self.http.named("server")
        if not self.servers and self.http.named("location"):
            self.servers = [self.http]  # a piece that stands in a server

    def effective(self, block, name):
        """Return ``(nodes, sure)``, see `effective.effective`."""
        return effective(block, name, self.configuration.whole)

    def route(self, server, request, hops=0):
        """Return the `Route` of a request to a server."""
        variables = Variables(request, server, self.maps)
        variables.rewritten, variables.changed = None, False
        try:
            return self._route(server, request, variables, hops)
        except (Unclear, ValueError, IndexError):
            return Route(UNCLEAR, request, server)

    def _route(self, server, request, variables, hops):
        ended = run(server, variables)
        if ended.status:
            return _answer(ended, request, server, None)
        for _change in range(MOST_CHANGES):
            variables.changed = False
            found = locations.find(server, variables.path)
            if _may_be_taken(server, found, variables.path):
                raise Unclear
            if found.redirects:
                return self._with_slash(found.node, request, server)
            if found.match:
                variables.capture(found.match)
            block = found.node or server
            ended = run(block, variables) if found.node else ended
            if ended.status:
                return _answer(ended, request, server, found.node)
            if ended.again or (variables.changed and not ended.node):
                continue
            return self._content(
                server, request, variables, found.node, ended.block or block, hops
            )
        raise Unclear

    def _with_slash(self, node, request, server):
        place = f"{request.path}/"
        return Route(
            REDIRECT, request, server, node, node, status=301, place=place, node=node
        )

    # Long, for each kind of answer is a line or two.
    def _content(self, server, request, variables, location, block, hops):
        passing = _passing(block)
        made = Route(
            FILES,
            request,
            server,
            location,
            block,
            rewritten=variables.rewritten,
            path=variables.path,
        )
        if passing is None or passing.name != "proxy_pass":
            if hidden(block, "proxy_pass") or _is_dark(block) or passing:
                raise Unclear
            return made
        made.kind, made.node = PROXY, passing
        target, path = self._target(passing, location, variables)
        made.target = target
        if path:
            made.path = path
        made.received = self._received(block, request, variables, target)
        inner = self._inner(target, hops)
        if inner:
            made.inner = self.route(inner, _forwarded(made), hops + 1)
            if made.inner.kind == UNCLEAR:
                raise Unclear
        return made

    def _target(self, node, location, variables):
        """The `Target` of a ``proxy_pass``, and the path that it sets; raise `Unclear`."""
        variable = "$" in node.args[0]
        match = _URL.fullmatch(variables.fill(node.args[0]))
        if not match:
            raise Unclear
        scheme, name, rest = match.groups()
        upstream = self.upstreams.get(name)
        default = 443 if scheme == "https" else 80
        if upstream:
            servers = [
                (*_place(one.args[0], default), one)
                for one in upstream.named("server")
                if one.args and not {"down", "backup"} & set(one.args)
            ]
        else:
            servers = [(*_place(name, default), node)]
        target = Target(scheme, name, servers, node, upstream)
        return target, _path_of(rest, location, variables, variable)

    def _received(self, block, request, variables, target):
        """The headers that the next in line gets; a value of None is unclear."""
        passed, _sure = self.effective(block, "proxy_pass_request_headers")
        dropped = bool(passed) and passed[-1].args == ("off",)
        headers = {} if dropped else dict(request.headers)
        headers = {n: v for n, v in headers.items() if n not in NOT_PASSED}
        variables.assigned["proxy_host"] = target.name
        variables.assigned["proxy_port"] = str(next(iter(target.servers), ("", 80))[1])
        lines, sure = self.effective(block, "proxy_set_header")
        set_here = {**OWN_HEADERS, "host": target.name}
        if not sure:
            names = {"host", "connection", *FORWARDED_NAMES}
            set_here.update(dict.fromkeys(names))
            headers.update(dict.fromkeys(names))
        for line in lines:
            name = line.args[0].lower()
            try:
                set_here[name] = variables.fill(line.args[1])
            except Unclear:
                set_here[name] = None
        headers.update(set_here)
        return {name: value for name, value in headers.items() if value != ""}

    def _inner(self, target, hops):
        """The server of this file that listens where a request is forwarded to."""
        if hops >= MOST_HOPS:
            raise Unclear
        for host, port, _node in target.servers:
            for server in self.servers:
                if any(_listens(one, host, port) for one in server.named("listen")):
                    return server
        return None


#: What a file that was not given may set, as ``proxy_params`` of Debian does.
FORWARDED_NAMES = (
    "x-forwarded-host",
    "x-forwarded-for",
    "x-forwarded-proto",
    "x-real-ip",
    "upgrade",
    "origin",
)
#: Paths that need a block of their own.
APART = ("/websocket", "/longpolling")
#: Directives of modules that answer themselves, by what is not told from here.
_DARK = (
    "content_by_lua_block",
    "content_by_lua_file",
    "content_by_lua",
    "access_by_lua_block",
    "access_by_lua_file",
    "rewrite_by_lua_block",
    "rewrite_by_lua_file",
    "js_content",
    "perl",
    "auth_request",
    "try_files",
    "stub_status",
    "empty_gif",
    "dav_methods",
)


def _forwarded(made):
    """The request that the next server of this file gets from nginx itself."""
    headers = {n: v for n, v in made.received.items() if v is not None}
    host = headers.get("host", made.request.host)
    name, colon, port = host.rpartition(":")
    unix = made.target.name.startswith("unix:")
    return Request(
        path=made.path,
        host=name if colon and port.isdecimal() else host,
        port=made.target.servers[0][1],
        headers=headers,
        visitor="unix:" if unix else "127.0.0.1",
    )


def _may_be_taken(server, found, path):
    """Whether a file that was not given may hold the block that a path is known to need.

    Of other paths it is supposed that the block serves them that is seen to.
    """
    if not path.startswith(APART) or not hidden(server, "location"):
        return False
    _sign, name = locations.modifier_and_name(found.node) if found.node else ("", "")
    return not any(word.strip("/") in name for word in APART)


def _is_dark(block):
    return any(level.named(*_DARK) for level in (block, *block.above()))


def _passing(block):
    """The ``…_pass`` of a block; an ``if`` takes it from the location around it."""
    while block is not None:
        found = block.named(*locations.PASSES)
        if found or block.name not in ("if", "limit_except"):
            return found[-1] if found else None
        block = block.parent
    return None


def _answer(ended, request, server, location):
    kind = REDIRECT if ended.place else ANSWER
    return Route(
        kind,
        request,
        server,
        location,
        ended.block or location or server,
        status=ended.status,
        place=ended.place,
        node=ended.node,
    )


def _path_of(rest, location, variables, variable):
    """The path that a ``proxy_pass`` with a URI asks for; empty where it has none."""
    if not rest:
        return ""
    if variable:
        return rest
    if location is None:
        return ""
    sign, name = locations.modifier_and_name(location)
    if sign in (locations.REGEX, locations.REGEX_ANY_CASE):
        return rest
    return rest + variables.path[len(name) :]


def _place(text, default):
    """``(host, port)`` of a server's address."""
    if text.startswith("unix:"):
        return text.rstrip(":"), 0
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal():
        return text.lower(), default
    return host.lower(), int(port)


def _listens(listen, host, port):
    if not listen.args:
        return False
    place = listen.args[0]
    if host.startswith("unix:") or place.startswith("unix:"):
        return host == place
    name, colon, number = place.rpartition(":")
    number = number if colon or number.isdecimal() else "80"
    local = ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "*", "[::]", "")
    return number == str(port) and host in local[:3] and name in local

"""What nginx does with one request: which location serves it, and where it is forwarded."""

from . import locations
from .effective import effective, hidden
from .headers import received
from .passing import is_dark, listens, passing_of, target_of
from .regexes import Unclear
from .rewriting import MOST_CHANGES, run
from .route import ANSWER, FILES, PROXY, REDIRECT, UNCLEAR, Route
from .variables import Request, Variables, maps_of

#: Servers in a row that one file may hold: a request that goes round ends here.
MOST_HOPS = 4


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
        passing = passing_of(block)
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
            if hidden(block, "proxy_pass") or is_dark(block) or passing:
                raise Unclear
            return made
        made.kind, made.node = PROXY, passing
        target, path = target_of(passing, location, variables, self.upstreams)
        made.target = target
        if path:
            made.path = path
        made.received = received(self, block, variables, target)
        inner = self._inner(target, hops)
        if inner:
            made.inner = self.route(inner, _forwarded(made), hops + 1)
            if made.inner.kind == UNCLEAR:
                raise Unclear
        return made

    def _inner(self, target, hops):
        """The server of this file that listens where a request is forwarded to."""
        if hops >= MOST_HOPS:
            raise Unclear
        for host, port, _node in target.servers:
            for server in self.servers:
                if any(listens(one, host, port) for one in server.named("listen")):
                    return server
        return None


#: Paths that need a block of their own.
APART = ("/websocket", "/longpolling")


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

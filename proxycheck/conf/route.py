"""What becomes of a request: where it is forwarded, or what nginx answers itself."""

from dataclasses import dataclass, field

from .tree import Node
from .variables import Request

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

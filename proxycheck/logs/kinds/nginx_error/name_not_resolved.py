"""nginx could not look up a name while it served a request."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="… could not be resolved (3: Host not found)",
    title=_lt("nginx could not look up a name while it served a request."),
    means=_lt(
        "proxy_pass holds a variable, so its name is looked up at each request, by "
        "the resolver that is set. There is none, or it does not know the name. In "
        "Docker it is resolver 127.0.0.11."
    ),
    severity=Severity.CRITICAL,
    source="src/http/ngx_http_upstream.c",
    directive="resolver",
    begins=r"(?:\S+ could not be resolved|no resolver defined to resolve (\S+))",
    rules=("site_upstream_dead",),
    websocket=("websocket_upstream_dead",),
    polls=("poll_upstream_dead",),
    sample='odoo.internal could not be resolved (3: Host not found), client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", host: "erp.example.com"',
)

"""nginx has given up all servers of an upstream for a while."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="no live upstreams while connecting to upstream",
    title=_lt("nginx has given up all servers of an upstream for a while."),
    means=_lt(
        "Each server of the upstream block failed, so nginx asks none of them for "
        "fail_timeout (10 seconds) and answers 502 at once. The lines before this "
        "one say how they failed."
    ),
    severity=Severity.CRITICAL,
    source="src/http/ngx_http_upstream.c",
    directive="upstream",
    begins=r"no live upstreams",
    rules=("site_upstream_dead", "nothing_behind_proxy"),
    websocket=("websocket_upstream_dead", "websocket_upstream_mixed"),
    polls=("poll_upstream_dead", "poll_upstream_mixed"),
    sample='no live upstreams while connecting to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

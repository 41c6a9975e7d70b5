"""Nobody accepted nginx's connection in time."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="upstream timed out (110: …) while connecting to upstream",
    title=_lt("Nobody accepted nginx's connection in time."),
    means=_lt(
        "nginx asked for a connection to Odoo's port, and nothing accepted it "
        "within proxy_connect_timeout (60 seconds). The address or the port is "
        "wrong, a firewall drops the packets, or Odoo has more connections waiting "
        "than it takes."
    ),
    severity=Severity.CRITICAL,
    source="src/http/ngx_http_upstream.c",
    directive="proxy_pass",
    begins=r"upstream timed out \([^)\n]*\) while connecting to upstream",
    rules=("site_upstream_dead", "nothing_behind_proxy"),
    websocket=("websocket_upstream_dead", "websocket_upstream_silent"),
    polls=("poll_upstream_dead", "poll_upstream_silent"),
    sample='upstream timed out (110: Connection timed out) while connecting to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /websocket HTTP/1.1", upstream: "http://127.0.0.1:8072/websocket", host: "erp.example.com"',
)

"""The system forbids nginx to connect to Odoo."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="connect() to … failed (13: Permission denied) while connecting to upstream",
    title=_lt("The system forbids nginx to connect to Odoo."),
    means=_lt(
        "SELinux does not let nginx open network connections until it is told to: "
        "setsebool -P httpd_can_network_connect 1. With a Unix socket, the file's "
        "permissions forbid it."
    ),
    severity=Severity.CRITICAL,
    source="src/event/ngx_event_connect.c",
    directive="proxy_pass",
    begins=r"connect\(\) (?:to \S+ )?failed \(13: ",
    rules=("site_upstream_dead", "nothing_behind_proxy"),
    websocket=("websocket_upstream_dead",),
    polls=("poll_upstream_dead",),
    sample='connect() to 127.0.0.1:8069 failed (13: Permission denied) while connecting to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

"""nginx has no connection left."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="worker_connections are not enough",
    title=_lt("nginx has no connection left."),
    means=_lt(
        "Each open websocket takes two connections of nginx, one to the browser and"
        " one to Odoo, so 512 are used up by some 250 tabs. Raise "
        "worker_connections in the events block, and worker_rlimit_nofile with it."
    ),
    severity=Severity.CRITICAL,
    source="src/core/ngx_connection.c",
    directive="worker_connections",
    begins=r"(\d+) worker_connections are not enough",
    sample='1024 worker_connections are not enough while connecting to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

"""nginx closed a websocket on which nothing was sent."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="upstream timed out (110: …) while proxying upgraded connection",
    title=_lt("nginx closed a websocket on which nothing was sent."),
    means=_lt(
        "Nothing was sent over an open websocket within proxy_read_timeout of its "
        "location block. Odoo sends a ping after 40 to 55 seconds, so a shorter "
        "limit closes the connection of every idle user. With 60 seconds or more it"
        " was a client that had gone."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_upstream.c",
    directive="proxy_read_timeout",
    begins=r"upstream timed out \([^)\n]*\) while proxying upgraded connection",
    rules=("read_timeout_too_short", "idle_websocket_cut_on_the_way"),
    sample='upstream timed out (110: Connection timed out) while proxying upgraded connection, client: 192.0.2.7, server: erp.example.com, request: "GET /websocket?version=19.0-2 HTTP/1.1", upstream: "http://127.0.0.1:8072/websocket?version=19.0-2", host: "erp.example.com"',
)

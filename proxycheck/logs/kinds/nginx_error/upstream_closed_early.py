"""Odoo closed the connection without an answer."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="upstream prematurely closed connection while reading response header from upstream",
    title=_lt("Odoo closed the connection without an answer."),
    means=_lt(
        "The process of Odoo that had the request ended: it was restarted, it "
        "reached limit_time_real, limit_time_cpu or limit_memory_hard, or the "
        "system ended it for want of memory. Odoo's log of the same second says "
        "which. The user got 502."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_upstream.c",
    directive="limit_time_real",
    begins=r"upstream prematurely closed connection",
    websocket=("gevent_process_dead", "websocket_swallowed"),
    sample='upstream prematurely closed connection while reading response header from upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

"""Odoo did not read the request in time."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="upstream timed out (110: …) while sending request to upstream",
    title=_lt("Odoo did not read the request in time."),
    means=_lt(
        "nginx could not send the rest of a request, usually an upload, within "
        "proxy_send_timeout. All workers of Odoo are busy, or the worker that reads"
        " is stuck."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_upstream.c",
    directive="proxy_send_timeout",
    begins=r"upstream timed out \([^)\n]*\) while sending request to upstream",
    rules=("single_worker",),
    sample='upstream timed out (110: Connection timed out) while sending request to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

"""Odoo stopped in the middle of a response."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="upstream timed out (110: …) while reading upstream",
    title=_lt("Odoo stopped in the middle of a response."),
    means=_lt(
        "Odoo had begun to answer and sent nothing more within proxy_read_timeout. "
        "The download that the user sees is incomplete."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_upstream.c",
    directive="proxy_read_timeout",
    begins=r"upstream timed out \([^)\n]*\) while reading upstream",
    rules=("page_timeout_too_short",),
    polls=("poll_cut_too_early",),
    sample='upstream timed out (110: Connection timed out) while reading upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

"""Odoo did not begin to answer in time."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="upstream timed out (110: …) while reading response header from upstream",
    title=_lt("Odoo did not begin to answer in time."),
    means=_lt(
        "Odoo accepted the request and sent nothing within proxy_read_timeout (60 "
        "seconds if it is not set), so the user got 504. Reports, imports and large"
        " lists take longer than that. On /websocket it means that the process "
        "behind it accepts connections and never answers."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_upstream.c",
    directive="proxy_read_timeout",
    begins=r"upstream timed out \([^)\n]*\) while reading response header from upstream",
    rules=("page_timeout_too_short",),
    websocket=("websocket_upstream_silent",),
    polls=("poll_cut_too_early", "poll_upstream_silent"),
    sample='upstream timed out (110: Connection timed out) while reading response header from upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web/dataset/call_kw HTTP/1.1", upstream: "http://127.0.0.1:8069/web/dataset/call_kw", host: "erp.example.com"',
)

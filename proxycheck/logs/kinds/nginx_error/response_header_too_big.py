"""The header of Odoo's response does not fit into nginx's buffer."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="upstream sent too big header while reading response header from upstream",
    title=_lt("The header of Odoo's response does not fit into nginx's buffer."),
    means=_lt(
        "The user got 502. Odoo sends several cookies and long headers at once, for"
        " example after a login; proxy_buffer_size is 4 or 8 kB where it is not "
        "set."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_upstream.c",
    directive="proxy_buffer_size",
    begins=r"upstream sent too big header",
    rules=("answer_headers_too_large",),
    sample='upstream sent too big header while reading response header from upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

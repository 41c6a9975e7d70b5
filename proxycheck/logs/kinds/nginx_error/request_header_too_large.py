"""A request's header is larger than nginx allows."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="client sent too long header line",
    title=_lt("A request's header is larger than nginx allows."),
    means=_lt(
        "The user got 400 or 414. The cookies of this name have grown, often those "
        "of other applications at the same domain, or an address is very long."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_request.c",
    directive="large_client_header_buffers",
    begins=r"client sent too (?:long header line|long URI|large request)",
    rules=("cookies_too_large",),
    sample='client sent too long header line: "Cookie: session_id=..." while reading client request headers, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", host: "erp.example.com"',
)

"""An upload was larger than nginx allows."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="client intended to send too large body",
    title=_lt("An upload was larger than nginx allows."),
    means=_lt(
        "The user got 413. nginx allows 1 MB where client_max_body_size is not set,"
        " while Odoo itself takes 128 MB. The value here is the size that was "
        "announced, in bytes."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_core_module.c",
    directive="client_max_body_size",
    begins=r"client intended to send too large (?:chunked )?body(?:: (\d+) bytes)?",
    rules=("upload_limit_too_small", "upload_refused_in_browser"),
    sample='client intended to send too large body: 2097152 bytes, client: 192.0.2.7, server: erp.example.com, request: "POST /web/binary/upload_attachment HTTP/1.1", host: "erp.example.com"',
)

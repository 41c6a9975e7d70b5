"""What answers behind nginx is not HTTP."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="upstream sent no valid HTTP/1.0 header",
    title=_lt("What answers behind nginx is not HTTP."),
    means=_lt(
        "proxy_pass leads to a port of another service, or with http:// to a port "
        "that expects https."
    ),
    severity=Severity.CRITICAL,
    source="src/http/modules/ngx_http_proxy_module.c",
    directive="proxy_pass",
    begins=r"upstream sent no valid HTTP/",
    rules=("another_server_answers", "not_odoo"),
    sample='upstream sent no valid HTTP/1.0 header while reading response header from upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

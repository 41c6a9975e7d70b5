"""nginx wrote a response of Odoo into a file, since the client reads more slowly."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="an upstream response is buffered to a temporary file",
    title=_lt(
        "nginx wrote a response of Odoo into a file, since the client reads more "
        "slowly."
    ),
    means=_lt(
        "This is how nginx works, and it frees the worker of Odoo early. It costs "
        "disk space for large downloads only."
    ),
    severity=Severity.INFO,
    source="src/event/ngx_event_pipe.c",
    directive="proxy_buffers",
    begins=r"an upstream response is buffered",
    sample='an upstream response is buffered to a temporary file /var/lib/nginx/proxy/1/00/0000000001 while reading upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web/content/7 HTTP/1.1", upstream: "http://127.0.0.1:8069/web/content/7", host: "erp.example.com"',
)

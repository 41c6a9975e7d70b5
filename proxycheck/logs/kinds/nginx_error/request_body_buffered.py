"""nginx wrote an upload into a file before it sent it to Odoo."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="a client request body is buffered to a temporary file",
    title=_lt("nginx wrote an upload into a file before it sent it to Odoo."),
    means=_lt(
        "This is how nginx works, and harms nobody. client_body_buffer_size says "
        "from which size on."
    ),
    severity=Severity.INFO,
    source="src/http/ngx_http_request_body.c",
    directive="client_body_buffer_size",
    begins=r"a client request body is buffered",
    sample='a client request body is buffered to a temporary file /var/lib/nginx/body/0000000001, client: 192.0.2.7, server: erp.example.com, request: "POST /web/binary/upload_attachment HTTP/1.1", host: "erp.example.com"',
)

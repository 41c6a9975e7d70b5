"""nginx looked for a page in a folder instead of asking Odoo."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="directory index of … is forbidden",
    title=_lt("nginx looked for a page in a folder instead of asking Odoo."),
    means=_lt(
        "The block that took this path has a root and no proxy_pass: often nginx's "
        "default server, because no server_name fits the name of the request."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_core_module.c",
    directive="proxy_pass",
    begins=r'directory index of "',
    rules=("another_server_answers", "not_odoo"),
    websocket=("websocket_location_missing",),
    sample='directory index of "/usr/share/nginx/html/" is forbidden, client: 192.0.2.7, server: erp.example.com, request: "GET / HTTP/1.1", host: "erp.example.com"',
)

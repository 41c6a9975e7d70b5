"""nginx looked for a file instead of asking Odoo."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="open() … failed (2: No such file or directory)",
    title=_lt("nginx looked for a file instead of asking Odoo."),
    means=_lt(
        "The location block that takes this path has root or alias and no "
        "proxy_pass. For /websocket and /longpolling it means that no block "
        "forwards them; for static files that the folder is another one than "
        "Odoo's."
    ),
    severity=Severity.WARNING,
    source="src/http/modules/ngx_http_static_module.c",
    directive="root",
    begins=r'open\(\) "[^"\n]*" failed \(2: ',
    rules=("static_files_missing", "another_server_answers"),
    websocket=("websocket_location_missing",),
    polls=("poll_answered_by_proxy",),
    sample='open() "/usr/share/nginx/html/websocket" failed (2: No such file or directory), client: 192.0.2.7, server: erp.example.com, request: "GET /websocket HTTP/1.1", host: "erp.example.com"',
)

"""nginx may not read or write a file."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="open() … failed (13: Permission denied)",
    title=_lt("nginx may not read or write a file."),
    means=_lt(
        "Where it is a static file, nginx's user may not enter Odoo's folder. Where"
        " it is a file below proxy_temp or client_body, large responses break off "
        "and uploads fail: the folder belongs to another user."
    ),
    severity=Severity.WARNING,
    source="src/core/ngx_open_file_cache.c",
    directive="user",
    begins=r'(?:open|stat|mkdir|rename|opendir)\(\) "[^"\n]*" failed \(13: ',
    rules=("static_files_missing",),
    sample='open() "/var/lib/nginx/proxy/3/00/0000000003" failed (13: Permission denied) while reading upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

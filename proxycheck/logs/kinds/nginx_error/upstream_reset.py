"""Odoo's side reset the connection."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="recv() failed (104: Connection reset by peer) while reading response header from upstream",
    title=_lt("Odoo's side reset the connection."),
    means=_lt(
        "The process of Odoo ended while it had the request, or something between "
        "nginx and Odoo cut the connection. Odoo's log of the same second says "
        "whether a worker ended."
    ),
    severity=Severity.WARNING,
    source="src/os/unix/ngx_recv.c",
    directive="limit_time_real",
    begins=r"(?:recv|send|readv|writev)\(\) failed \((?:104|32): [^)\n]*\) while (?:reading response header from upstream|reading upstream|sending request to upstream|proxying upgraded connection)",
    websocket=("gevent_process_dead",),
    sample='recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

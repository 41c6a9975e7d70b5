"""nginx uses https towards a port of Odoo that has none."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="SSL_do_handshake() failed (SSL: … wrong version number) while SSL handshaking to upstream",
    title=_lt("nginx uses https towards a port of Odoo that has none."),
    means=_lt(
        "proxy_pass begins with https://, but Odoo's own ports serve http only. "
        "Write proxy_pass http://… there."
    ),
    severity=Severity.CRITICAL,
    source="src/event/ngx_event_openssl.c",
    directive="proxy_pass",
    begins=r"SSL_do_handshake\(\) failed \([^\n]*?while SSL handshaking to upstream",
    rules=("site_upstream_dead",),
    websocket=("websocket_upstream_dead",),
    polls=("poll_upstream_dead",),
    sample='SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

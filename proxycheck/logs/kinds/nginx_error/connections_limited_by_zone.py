"""nginx refused connections because one address has too many open."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="limiting connections by zone",
    title=_lt("nginx refused connections because one address has too many open."),
    means=_lt(
        "limit_conn allows fewer connections than the tabs and users of one office "
        "keep open; each open websocket counts. The name is that of the zone."
    ),
    severity=Severity.WARNING,
    source="src/http/modules/ngx_http_limit_conn_module.c",
    directive="limit_conn",
    begins=r'limiting connections[^\n]{0,40}? by zone "([^"\n]*)',
    rules=("connections_limited",),
    polls=("polls_limited",),
    sample='limiting connections by zone "perip", client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", host: "erp.example.com"',
)

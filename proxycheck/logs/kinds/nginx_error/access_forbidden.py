"""nginx refused a request because of allow and deny."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="access forbidden by rule",
    title=_lt("nginx refused a request because of allow and deny."),
    means=_lt(
        "deny, or an allow list without this client, stands in the block that took "
        "the request. Behind another proxy nginx sees that proxy's address unless "
        "set_real_ip_from names it."
    ),
    severity=Severity.WARNING,
    source="src/http/modules/ngx_http_access_module.c",
    directive="deny",
    begins=r"access forbidden by rule",
    rules=("access_denied", "server_refused_by_rule", "pages_refused"),
    sample='access forbidden by rule, client: 192.0.2.7, server: erp.example.com, request: "GET /websocket HTTP/1.1", host: "erp.example.com"',
)

"""nginx asks for a password of its own."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="no user/password was provided for basic authentication",
    title=_lt("nginx asks for a password of its own."),
    means=_lt(
        "auth_basic stands in the block that took the request. A websocket cannot "
        "ask the user for it, so it fails where the browser does not send it by "
        "itself."
    ),
    severity=Severity.WARNING,
    source="src/http/modules/ngx_http_auth_basic_module.c",
    directive="auth_basic",
    begins=r'(?:no user/password was provided|user "[^"\n]*"(?:: password mismatch| was not found))',
    rules=("password_asked", "server_refused_by_password"),
    sample='no user/password was provided for basic authentication, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", host: "erp.example.com"',
)

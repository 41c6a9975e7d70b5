"""The proxy asks for a password."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="status 401",
    title=_lt("The proxy asks for a password."),
    means=_lt(
        "Odoo's own pages never answer 401 to a browser: auth_basic or auth_request"
        " of the proxy does. A websocket cannot ask the user for a password."
    ),
    severity=Severity.WARNING,
    source="src/http/modules/ngx_http_log_module.c",
    directive="auth_basic",
    statuses=(401,),
    rules=("password_asked", "server_refused_by_password"),
)

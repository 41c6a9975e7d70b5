"""Something answered a websocket with a page."""

from ...kind import WEBSOCKET, Severity, _lt, kind

KIND = kind(
    __name__,
    says="/websocket, status 200",
    title=_lt("Something answered a websocket with a page."),
    means=_lt(
        "An open websocket is logged with status 101. With 200 something else than "
        "Odoo answered, such as a cache, a maintenance page or a firewall."
    ),
    severity=Severity.CRITICAL,
    source="src/http/modules/ngx_http_log_module.c",
    directive="location /websocket",
    statuses=(200,),
    areas=(WEBSOCKET,),
    rules=("websocket_not_opened", "another_server_answers", "answered_by_return"),
)

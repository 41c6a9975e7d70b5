"""A websocket reached something that has no such path."""

from ...kind import WEBSOCKET, Severity, _lt, kind

KIND = kind(
    __name__,
    says="/websocket, status 404",
    title=_lt("A websocket reached something that has no such path."),
    means=_lt(
        "The path is rewritten before it reaches Odoo, another server answers, or "
        "Odoo has several databases and the request does not say which."
    ),
    severity=Severity.CRITICAL,
    source="src/http/modules/ngx_http_log_module.c",
    directive="proxy_pass",
    statuses=(404,),
    areas=(WEBSOCKET,),
    rules=(
        "websocket_path_rewritten",
        "another_server_answers",
        "dbfilter_rejects_host",
    ),
)

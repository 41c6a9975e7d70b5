"""The proxy refused a websocket."""

from ...kind import WEBSOCKET, Severity, _lt, kind

KIND = kind(
    __name__,
    says="/websocket, status 403",
    title=_lt("The proxy refused a websocket."),
    means=_lt(
        "deny, an access list or a filter of a firewall stands in front of /websocket."
    ),
    severity=Severity.CRITICAL,
    source="src/http/modules/ngx_http_log_module.c",
    directive="deny",
    statuses=(403,),
    areas=(WEBSOCKET,),
    rules=("access_denied", "server_refused_by_rule", "websocket_upgrade_refused"),
)

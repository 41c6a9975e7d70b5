"""Odoo refused a websocket because headers were missing or wrong."""

from ...kind import WEBSOCKET, Severity, _lt, kind

KIND = kind(
    __name__,
    says="/websocket, status 400",
    title=_lt("Odoo refused a websocket because headers were missing or wrong."),
    means=_lt(
        "Upgrade or Connection did not reach Odoo, or the request reached a process"
        " that takes no websockets. The location block of /websocket needs both "
        "proxy_set_header lines."
    ),
    severity=Severity.CRITICAL,
    source="src/http/modules/ngx_http_log_module.c",
    directive="proxy_set_header Upgrade",
    statuses=(400,),
    areas=(WEBSOCKET,),
    rules=(
        "websocket_upgrade_header_missing",
        "websocket_upgrade_and_connection_missing",
        "websocket_connection_header_wrong",
        "websocket_handshake_headers_lost",
        "websocket_location_missing",
    ),
)

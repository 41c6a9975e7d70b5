"""A websocket arrived at Odoo with a wrong Upgrade or Connection header."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Invalid upgrade header, Invalid connection header",
    title=_lt("A websocket arrived at Odoo with a wrong Upgrade or Connection header."),
    means=_lt(
        "The proxy sends a constant or an empty value where $http_upgrade and the "
        "value of the map belong."
    ),
    severity=Severity.CRITICAL,
    source="addons/bus/websocket.py of Odoo 16 to 19",
    directive="proxy_set_header Connection",
    begins=r"(?:400 Bad Request: )?Invalid (upgrade|connection) header",
    rules=(
        "websocket_connection_header_wrong",
        "websocket_upgrade_hard_coded",
        "websocket_map_inverted",
    ),
    sample="2026-11-25 00:44:41,123 45 ERROR erp odoo.addons.bus.websocket: 400 Bad Request: Invalid connection header ",
)

"""A websocket arrived at Odoo without the headers that it needs."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Empty or missing header(s): …",
    title=_lt("A websocket arrived at Odoo without the headers that it needs."),
    means=_lt(
        "The names are those of the headers that did not arrive. upgrade and "
        "connection do not pass a proxy by themselves: the block for /websocket "
        "sets them. Others are removed by something in front of nginx."
    ),
    severity=Severity.CRITICAL,
    source="addons/bus/websocket.py of Odoo 16 to 19",
    directive="proxy_set_header Upgrade",
    begins=r"(?:400 Bad Request: )?Empty or missing header\(s\): ([\w, -]{0,200})",
    rules=(
        "websocket_upgrade_header_missing",
        "websocket_upgrade_and_connection_missing",
        "websocket_connection_header_wrong",
        "websocket_handshake_headers_lost",
    ),
    sample="2026-11-25 00:44:41,123 45 ERROR erp odoo.addons.bus.websocket: 400 Bad Request: Empty or missing header(s): connection, upgrade ",
)

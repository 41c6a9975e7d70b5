"""Odoo closed the websocket because it is overloaded."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="close code 1013",
    title=_lt("Odoo closed the websocket because it is overloaded."),
    means=_lt(
        "No database connection was free (db_maxconn_gevent), or the client sent "
        "too many messages at once. The browser tries again later."
    ),
    severity=Severity.WARNING,
    source="addons/bus/websocket.py (CloseCode) of Odoo 16 to 19",
    directive="db_maxconn_gevent",
    begins=r"(?:[Ww]eb[Ss]ocket(?! connection to)|CloseEvent)[^\n]{0,80}?\b1013\b",
    rules=("websocket_closed_by_odoo",),
    sample="WebSocket closed, code 1013",
)

"""Odoo closed the websocket because of an error."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="close code 1011",
    title=_lt("Odoo closed the websocket because of an error."),
    means=_lt(
        "Odoo's log of the same second has the traceback. It is no fault of the proxy."
    ),
    severity=Severity.WARNING,
    source="addons/bus/websocket.py (CloseCode) of Odoo 16 to 19",
    begins=r"(?:[Ww]eb[Ss]ocket(?! connection to)|CloseEvent)[^\n]{0,80}?\b1011\b",
    rules=("websocket_closed_by_odoo",),
    sample="WebSocket closed, code 1011",
)

"""Odoo closed the websocket because it restarts."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="close code 1012",
    title=_lt("Odoo closed the websocket because it restarts."),
    means=_lt(
        "The browser connects again by itself. It is normal at a restart or an upgrade."
    ),
    severity=Severity.INFO,
    source="addons/bus/websocket.py (CloseCode) of Odoo 16 to 19",
    begins=r"(?:[Ww]eb[Ss]ocket(?! connection to)|CloseEvent)[^\n]{0,80}?\b1012\b",
    sample="WebSocket closed, code 1012",
)

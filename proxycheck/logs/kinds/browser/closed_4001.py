"""Odoo closed the websocket because the session has ended."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="close code 4001",
    title=_lt("Odoo closed the websocket because the session has ended."),
    means=_lt(
        "The user logged out, or the session expired. Where it happens to everybody"
        " at once, processes of Odoo do not share their sessions."
    ),
    severity=Severity.INFO,
    source="addons/bus/websocket.py (CloseCode) of Odoo 16 to 19",
    begins=r"(?:[Ww]eb[Ss]ocket(?! connection to)|CloseEvent)[^\n]{0,80}?\b4001\b",
    rules=("sessions_not_shared", "session_lost_on_websocket"),
    sample="WebSocket closed, code 4001",
)

"""The websocket was closed because one side went away."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="close code 1001",
    title=_lt("The websocket was closed because one side went away."),
    means=_lt(
        "The page was left, or Odoo was stopped or restarted. The browser connects "
        "again by itself."
    ),
    severity=Severity.INFO,
    source="addons/bus/websocket.py (CloseCode) of Odoo 16 to 19",
    begins=r"(?:[Ww]eb[Ss]ocket(?! connection to)|CloseEvent)[^\n]{0,80}?\b1001\b",
    sample="WebSocket closed, code 1001",
)

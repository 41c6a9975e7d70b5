"""Odoo closed the websocket because no answer to its ping came."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="close code 4002",
    title=_lt("Odoo closed the websocket because no answer to its ping came."),
    means=_lt(
        "The client was gone, or something between it and Odoo holds messages back."
    ),
    severity=Severity.WARNING,
    source="addons/bus/websocket.py (CloseCode) of Odoo 16 to 19",
    directive="proxy_read_timeout",
    begins=r"(?:[Ww]eb[Ss]ocket(?! connection to)|CloseEvent)[^\n]{0,80}?\b4002\b",
    rules=("idle_websocket_cut_on_the_way",),
    sample="WebSocket closed, code 4002",
)

"""The websocket was cut without a close frame."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="close code 1006",
    title=_lt("The websocket was cut without a close frame."),
    means=_lt(
        "The connection ended, and neither side said why: a timeout of a proxy, a "
        "lost network, or a handshake that failed. When it happens after the same "
        "number of seconds each time, it is a timeout."
    ),
    severity=Severity.CRITICAL,
    source="addons/bus/websocket.py (CloseCode) of Odoo 16 to 19",
    directive="proxy_read_timeout",
    begins=r"(?:[Ww]eb[Ss]ocket(?! connection to)|CloseEvent)[^\n]{0,80}?\b1006\b",
    rules=(
        "websocket_lifetimes_peak",
        "read_timeout_too_short",
        "idle_websocket_cut_on_the_way",
        "websocket_upgrade_header_missing",
    ),
    sample="WebSocket closed, code 1006",
)

"""The websocket did not open, or was cut."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="WebSocket connection to '…' failed",
    title=_lt("The websocket did not open, or was cut."),
    means=_lt(
        "What the browser says after “failed” is all that it knows. Without an open"
        " websocket nobody receives a notification. Firefox says that it can't "
        "establish a connection."
    ),
    severity=Severity.CRITICAL,
    source="third_party/blink (Chromium)",
    directive="location /websocket",
    begins=r"""(?:WebSocket connection to 'wss?://[^'"\s]{0,300}' failed(?!: Error during WebSocket handshake: (?:Unexpected|net::ERR_INVALID_RESPONSE))(?:[^\n]{0,200}?net::(ERR_\w+))?|Firefox can.{1,3}t establish a connection to the server at wss?://|The connection to wss?://\S{1,300} was interrupted)""",
    rules=(
        "websocket_location_missing",
        "websocket_upgrade_header_missing",
        "websocket_connection_header_wrong",
        "websocket_sent_to_http_port",
        "websocket_upstream_dead",
        "websocket_blocked_by_csp",
    ),
    sample="websocket_worker.js:526 WebSocket connection to 'wss://erp.example.com/websocket?version=19.0-2' failed: ",
)

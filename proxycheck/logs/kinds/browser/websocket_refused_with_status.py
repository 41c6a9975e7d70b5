"""The websocket did not open: something answered with an error status."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="WebSocket connection to '…' failed: Error during WebSocket handshake: Unexpected response code: …",
    title=_lt("The websocket did not open: something answered with an error status."),
    means=_lt(
        "The value is the status. 400: headers are missing. 404: the path does not "
        "reach Odoo. 500: the wrong port of Odoo. 502 and 504: nobody behind the "
        "proxy. 301: the address redirects. 403: refused. 200: something else "
        "answered."
    ),
    severity=Severity.CRITICAL,
    source="third_party/blink (Chromium)",
    directive="location /websocket",
    begins=r"""WebSocket connection to 'wss?://[^'"\s]{0,300}' failed: Error during WebSocket handshake: (?:net::ERR_INVALID_RESPONSE|Unexpected response code: (\d{3}))""",
    rules=(
        "websocket_location_missing",
        "websocket_upgrade_header_missing",
        "websocket_sent_to_http_port",
        "websocket_upstream_dead",
        "websocket_path_rewritten",
    ),
    sample="websocket_worker.js:526 WebSocket connection to 'wss://erp.example.com/websocket?version=19.0-2' failed: Error during WebSocket handshake: Unexpected response code: 400",
)

"""Odoo tells users that the websocket is closed."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Real-time connection lost...",
    title=_lt("Odoo tells users that the websocket is closed."),
    means=_lt(
        "The websocket did not open, or was cut and did not come back within some "
        "seconds. Notifications come after a reload only."
    ),
    severity=Severity.WARNING,
    source="addons/mail/static/src/discuss/core/public_web/bus_connection_alert.xml of Odoo 18 and 19",
    directive="location /websocket",
    begins=r"Real-time connection lost",
    rules=(
        "websocket_upgrade_header_missing",
        "read_timeout_too_short",
        "websocket_upstream_dead",
        "websocket_lifetimes_peak",
        "gevent_process_dead",
    ),
    sample="Real-time connection lost...",
)

"""A poll reached a process of Odoo that cannot hold it."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="bus.Bus unavailable",
    title=_lt("A poll reached a process of Odoo that cannot hold it."),
    means=_lt(
        "Odoo 15 and older: with workers above 0 only the longpolling process (port"
        " 8072) answers /longpolling/poll. This one came to the http port, so nginx"
        " has no block for /longpolling or the wrong port in it. Users see an error"
        " again and again."
    ),
    severity=Severity.CRITICAL,
    source="addons/bus/controllers/main.py of Odoo 14 and 15",
    directive="location /longpolling",
    begins=r"bus\.Bus(?: unavailable|: longpolling)",
    rules=("poll_sent_to_http_worker", "websocket_location_is_longpolling"),
    sample="Exception: bus.Bus unavailable",
)

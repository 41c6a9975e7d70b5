"""A websocket reached a process of Odoo that cannot serve it."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Couldn't bind the websocket. Is the connection opened on the evented port (8072)?",
    title=_lt("A websocket reached a process of Odoo that cannot serve it."),
    means=_lt(
        "With workers above 0 only the evented process, on the gevent port (8072), "
        "serves websockets. This request came to the http port (8069): nginx has no"
        " block for /websocket, or its proxy_pass names the wrong port."
    ),
    severity=Severity.CRITICAL,
    source="addons/bus/websocket.py of Odoo 16 to 19",
    directive="proxy_pass",
    begins=r"Couldn't bind the websocket",
    rules=("websocket_sent_to_http_port", "websocket_location_missing"),
    sample="RuntimeError: Couldn't bind the websocket. Is the connection opened on the evented port (8072)?",
)

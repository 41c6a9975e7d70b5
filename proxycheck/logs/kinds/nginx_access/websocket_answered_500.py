"""A websocket reached a process of Odoo that cannot serve it."""

from ...kind import WEBSOCKET, Severity, _lt, kind

KIND = kind(
    __name__,
    says="/websocket, status 500",
    title=_lt("A websocket reached a process of Odoo that cannot serve it."),
    means=_lt(
        "With workers above 0 only the evented process, on the gevent port (8072), "
        "serves websockets. nginx sent this one to the http port (8069). Odoo's log"
        " says “Couldn't bind the websocket”."
    ),
    severity=Severity.CRITICAL,
    source="src/http/modules/ngx_http_log_module.c",
    directive="proxy_pass",
    statuses=(500,),
    areas=(WEBSOCKET,),
    rules=("websocket_sent_to_http_port", "websocket_location_missing"),
)

"""Nothing listens on the port that nginx forwards to."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="connect() failed (111: Connection refused) while connecting to upstream",
    title=_lt("Nothing listens on the port that nginx forwards to."),
    means=_lt(
        "Odoo is not running, or it listens on another port or address than "
        "proxy_pass or upstream names. Odoo opens its gevent port (8072) only with "
        "workers above 0; with workers = 0 the http port serves websockets as well."
        " In a container 127.0.0.1 is the container itself."
    ),
    severity=Severity.CRITICAL,
    source="src/http/ngx_http_upstream.c",
    directive="proxy_pass",
    begins=r"connect\(\) (?:to \S+ )?failed \((?:111|61): ",
    rules=("site_upstream_dead", "nothing_behind_proxy"),
    websocket=("websocket_upstream_dead", "gevent_process_dead", "workers_zero"),
    polls=("poll_upstream_dead", "gevent_process_dead"),
    sample='connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

"""The machine that nginx forwards to cannot be reached."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="connect() failed (113: No route to host) while connecting to upstream",
    title=_lt("The machine that nginx forwards to cannot be reached."),
    means=_lt(
        "The network knows no way to the address in proxy_pass or upstream, or a "
        "firewall refuses it. In Docker the address of a container changes when it "
        "is started anew: name the service instead."
    ),
    severity=Severity.CRITICAL,
    source="src/event/ngx_event_connect.c",
    directive="proxy_pass",
    begins=r"connect\(\) (?:to \S+ )?failed \((?:113|101|99): ",
    rules=("site_upstream_dead", "nothing_behind_proxy"),
    websocket=("websocket_upstream_dead",),
    polls=("poll_upstream_dead",),
    sample='connect() failed (113: No route to host) while connecting to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

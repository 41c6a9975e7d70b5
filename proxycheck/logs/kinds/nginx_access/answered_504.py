"""Odoo did not answer nginx in time."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="status 504",
    title=_lt("Odoo did not answer nginx in time."),
    means=_lt(
        "Nothing came from Odoo within proxy_read_timeout, or nobody accepted the "
        "connection within proxy_connect_timeout. nginx's error log of the same "
        "second says which."
    ),
    severity=Severity.WARNING,
    source="src/http/modules/ngx_http_log_module.c",
    directive="proxy_read_timeout",
    statuses=(504,),
    rules=("page_timeout_too_short", "site_upstream_dead"),
    websocket=("websocket_upstream_silent", "websocket_upstream_dead"),
    polls=("poll_cut_too_early", "poll_upstream_silent"),
)

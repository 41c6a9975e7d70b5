"""nginx got no usable answer from Odoo."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="status 502",
    title=_lt("nginx got no usable answer from Odoo."),
    means=_lt(
        "Odoo's port refused the connection, closed it early, or answered something"
        " that is not HTTP. nginx's error log of the same second says which."
    ),
    severity=Severity.CRITICAL,
    source="src/http/modules/ngx_http_log_module.c",
    directive="proxy_pass",
    statuses=(502,),
    rules=("site_upstream_dead", "nothing_behind_proxy", "answer_headers_too_large"),
    websocket=("websocket_upstream_dead", "gevent_process_dead"),
    polls=("poll_upstream_dead",),
)

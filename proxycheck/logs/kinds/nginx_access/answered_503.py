"""nginx or Odoo refused a request for now."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="status 503 or 429",
    title=_lt("nginx or Odoo refused a request for now."),
    means=_lt(
        "limit_req or limit_conn refused it (503 where limit_req_status sets "
        "nothing else), or Odoo has no database connection left. nginx's error log "
        "names the zone."
    ),
    severity=Severity.WARNING,
    source="src/http/modules/ngx_http_log_module.c",
    directive="limit_req",
    statuses=(503, 429),
    rules=("requests_limited", "connections_limited"),
    polls=("polls_limited",),
)

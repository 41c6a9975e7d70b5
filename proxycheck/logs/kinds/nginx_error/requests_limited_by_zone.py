"""nginx refused requests because there were too many in a short time."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="limiting requests, excess: … by zone",
    title=_lt("nginx refused requests because there were too many in a short time."),
    means=_lt(
        "limit_req allows fewer requests a second than Odoo's pages make at once, "
        "or counts all users of an office as one address. The name is that of the "
        "zone."
    ),
    severity=Severity.WARNING,
    source="src/http/modules/ngx_http_limit_req_module.c",
    directive="limit_req",
    begins=r'(?:limiting|delaying) requests?[^\n]{0,100}? by zone "([^"\n]*)',
    rules=("requests_limited",),
    polls=("polls_limited",),
    sample='limiting requests, excess: 5.240 by zone "odoo", client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", host: "erp.example.com"',
)

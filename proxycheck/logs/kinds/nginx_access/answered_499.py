"""The client left before the answer came."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="status 499",
    title=_lt("The client left before the answer came."),
    means=_lt(
        "499 is nginx's own: the client closed the connection. A user closed a tab,"
        " or a proxy in front of nginx has a shorter timeout. Many of them on one "
        "path mean that it is too slow."
    ),
    severity=Severity.INFO,
    source="src/http/modules/ngx_http_log_module.c",
    statuses=(499,),
)

"""An upload was larger than the proxy allows."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="status 413",
    title=_lt("An upload was larger than the proxy allows."),
    means=_lt(
        "nginx allows 1 MB where client_max_body_size is not set, while Odoo itself"
        " takes 128 MB."
    ),
    severity=Severity.WARNING,
    source="src/http/modules/ngx_http_log_module.c",
    directive="client_max_body_size",
    statuses=(413,),
    rules=("upload_limit_too_small", "upload_refused_in_browser"),
)

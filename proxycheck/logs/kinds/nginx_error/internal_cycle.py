"""nginx redirected a request to itself until it gave up."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="rewrite or internal redirection cycle",
    title=_lt("nginx redirected a request to itself until it gave up."),
    means=_lt(
        "try_files, rewrite or error_page leads back into the same block. The user "
        "got 500."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http_core_module.c",
    directive="try_files",
    begins=r"rewrite or internal redirection cycle",
    rules=("redirect_loop",),
    sample='rewrite or internal redirection cycle while internally redirecting to "/index.html", client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", host: "erp.example.com"',
)

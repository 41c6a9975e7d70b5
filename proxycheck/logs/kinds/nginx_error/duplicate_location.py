"""Two location blocks of one server have the same path."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="duplicate location",
    title=_lt("Two location blocks of one server have the same path."),
    means=_lt(
        "nginx does not start, and at a reload it keeps the old configuration. The "
        "same snippet is included twice, or a block was pasted beside one that was "
        "there."
    ),
    severity=Severity.CRITICAL,
    source="src/http/ngx_http.c",
    directive="location",
    begins=r'duplicate location "([^"\n]*)',
    sample='duplicate location "/websocket" in /etc/nginx/sites-enabled/odoo:12',
)

"""Two server blocks have the same name on the same port."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="conflicting server name … ignored",
    title=_lt("Two server blocks have the same name on the same port."),
    means=_lt(
        "nginx uses the first one that it reads and ignores the other, so what was "
        "changed there has no effect. Often an old file in sites-enabled or conf.d,"
        " or a copy made by an editor."
    ),
    severity=Severity.WARNING,
    source="src/http/ngx_http.c",
    directive="server_name",
    begins=r'conflicting server name "([^"\n]*)',
    rules=("another_server_answers",),
    sample='conflicting server name "erp.example.com" on 0.0.0.0:443, ignored',
)

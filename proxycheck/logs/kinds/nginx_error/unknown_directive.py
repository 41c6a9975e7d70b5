"""nginx does not know a directive."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="unknown directive",
    title=_lt("nginx does not know a directive."),
    means=_lt(
        "It is misspelt, a semicolon is missing before it, the version of nginx is "
        "too old for it, or its module is not loaded. nginx keeps the old "
        "configuration."
    ),
    severity=Severity.CRITICAL,
    source="src/core/ngx_conf_file.c",
    begins=r'unknown directive "([^"\n]*)',
    sample='unknown directive "proxy_passs" in /etc/nginx/sites-enabled/odoo:12',
)

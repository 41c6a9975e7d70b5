"""nginx could not look up a name when it read its configuration."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="host not found in upstream",
    title=_lt("nginx could not look up a name when it read its configuration."),
    means=_lt(
        "The name in proxy_pass or upstream is unknown to the DNS that nginx asks, "
        "so nginx does not start or keeps its old configuration. In Docker the "
        "service is called differently, is in another network, or was not running "
        "yet."
    ),
    severity=Severity.CRITICAL,
    source="src/core/ngx_inet.c",
    directive="upstream",
    begins=r'host not found in (?:upstream|resolver) "([^"\n]*)',
    rules=("public_address_unreachable",),
    sample='host not found in upstream "odoo" in /etc/nginx/sites-enabled/odoo:12',
)

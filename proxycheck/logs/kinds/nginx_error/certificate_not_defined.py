"""A server listens with ssl and has no certificate."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says='no "ssl_certificate" is defined',
    title=_lt("A server listens with ssl and has no certificate."),
    means=_lt(
        "listen … ssl stands in a server block without ssl_certificate, so every "
        "TLS handshake with it fails."
    ),
    severity=Severity.CRITICAL,
    source="src/http/modules/ngx_http_ssl_module.c",
    directive="ssl_certificate",
    begins=r'no "ssl_certificate(?:_key)?" is defined',
    sample='no "ssl_certificate" is defined for the "listen ... ssl" directive in /etc/nginx/sites-enabled/odoo:12',
)

"""nginx cannot read its certificate or its key."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="cannot load certificate",
    title=_lt("nginx cannot read its certificate or its key."),
    means=_lt(
        "The path in ssl_certificate or ssl_certificate_key is wrong, the file is "
        "empty or not PEM, or nginx may not read it. nginx does not start, and at a"
        " reload it keeps the old certificate."
    ),
    severity=Severity.CRITICAL,
    source="src/event/ngx_event_openssl.c",
    directive="ssl_certificate",
    begins=r'cannot load certificate(?: key)? "',
    rules=("certificate_expired",),
    sample='cannot load certificate "/etc/ssl/erp.pem": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory)',
)

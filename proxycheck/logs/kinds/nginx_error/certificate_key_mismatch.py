"""The certificate and the key do not belong together."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="SSL_CTX_use_PrivateKey(…) failed (… key values mismatch)",
    title=_lt("The certificate and the key do not belong together."),
    means=_lt(
        "ssl_certificate_key is the key of another certificate, or in the chain the"
        " server's own certificate does not stand first."
    ),
    severity=Severity.CRITICAL,
    source="src/event/ngx_event_openssl.c",
    directive="ssl_certificate_key",
    begins=r'SSL_(?:CTX_)?use_PrivateKey\("[^"\n]*"\) failed',
    rules=("certificate_chain_incomplete",),
    sample='SSL_CTX_use_PrivateKey("/etc/ssl/erp.key") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)',
)

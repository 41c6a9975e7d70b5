"""A client and nginx could not agree on TLS."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="SSL_do_handshake() failed (SSL: …) while SSL handshaking",
    title=_lt("A client and nginx could not agree on TLS."),
    means=_lt(
        "A client offered a version of TLS that nginx does not allow, did not trust"
        " the certificate, or was no browser at all: scanners cause these lines on "
        "every public server. Many of them from users mean a certificate or "
        "ssl_protocols that their programs do not take."
    ),
    severity=Severity.INFO,
    source="src/event/ngx_event_openssl.c",
    directive="ssl_protocols",
    begins=r"SSL_do_handshake\(\) failed \([^\n]*?while SSL handshaking(?! to upstream)",
    rules=(
        "certificate_expired",
        "certificate_chain_incomplete",
        "certificate_self_signed",
    ),
    sample="SSL_do_handshake() failed (SSL: error:0A000102:SSL routines::unsupported protocol) while SSL handshaking, client: 192.0.2.7, server: 0.0.0.0:443",
)

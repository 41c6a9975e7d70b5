"""nginx does not trust the certificate of the server behind it."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="upstream SSL certificate verify error",
    title=_lt("nginx does not trust the certificate of the server behind it."),
    means=_lt(
        "proxy_ssl_verify is on, and the certificate of the server that proxy_pass "
        "names is not signed by proxy_ssl_trusted_certificate or is made out for "
        "another name (proxy_ssl_name)."
    ),
    severity=Severity.CRITICAL,
    source="src/http/ngx_http_upstream.c",
    directive="proxy_ssl_verify",
    begins=r"upstream SSL certificate (?:verify error|does not match)",
    rules=("site_upstream_dead",),
    websocket=("websocket_upstream_dead",),
    sample='upstream SSL certificate verify error: (18:self-signed certificate) while SSL handshaking to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

"""A client was silent for too long."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="client timed out (110: …)",
    title=_lt("A client was silent for too long."),
    means=_lt(
        "The client sent or read nothing within client_body_timeout, send_timeout "
        "or keepalive_timeout. On open websockets it is a device that lost its "
        "network."
    ),
    severity=Severity.INFO,
    source="src/http/ngx_http_upstream.c",
    directive="send_timeout",
    begins=r"client timed out \(",
    websocket=("read_timeout_too_short",),
    sample="client timed out (110: Connection timed out) while waiting for client request, client: 192.0.2.7, server: 0.0.0.0:80",
)

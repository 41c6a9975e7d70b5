"""The client left before the answer came."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="client prematurely closed connection",
    title=_lt("The client left before the answer came."),
    means=_lt(
        "A user closed a tab or went on to another page, or a proxy in front of "
        "nginx has a shorter timeout. Many of them on one path mean that it is too "
        "slow."
    ),
    severity=Severity.INFO,
    source="src/http/ngx_http_upstream.c",
    begins=r"(?:epoll_wait\(\) reported that )?client (?:\d+\.\d+\.\d+\.\d+ )?(?:prematurely closed|closed) connection",
    sample='epoll_wait() reported that client prematurely closed connection, so upstream connection is closed too while sending request to upstream, client: 192.0.2.7, server: erp.example.com, request: "GET /web HTTP/1.1", upstream: "http://127.0.0.1:8069/web", host: "erp.example.com"',
)

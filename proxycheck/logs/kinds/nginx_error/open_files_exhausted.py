"""nginx may open no further file or connection."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="accept4() failed (24: Too many open files)",
    title=_lt("nginx may open no further file or connection."),
    means=_lt(
        "Each connection is a file, and a websocket takes two. Raise "
        "worker_rlimit_nofile, or LimitNOFILE of nginx's service."
    ),
    severity=Severity.CRITICAL,
    source="src/event/ngx_event_accept.c",
    directive="worker_rlimit_nofile",
    begins=r"(?:accept4?|socket|open|epoll_create|dup)\(\)[^\n]{0,300}? failed \(24: ",
    sample="accept4() failed (24: Too many open files)",
)

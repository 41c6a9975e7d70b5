"""A port of Odoo is taken by another program."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Address already in use",
    title=_lt("A port of Odoo is taken by another program."),
    means=_lt(
        "Often another Odoo that still runs. nginx then reaches that one, or the "
        "evented process does not start and websockets fail."
    ),
    severity=Severity.CRITICAL,
    source="the system's own words (errno 98)",
    directive="http_port",
    begins=r"(?:\[Errno 98\] )?Address already in use",
    rules=("another_odoo_answers", "gevent_process_dead"),
    sample="OSError: [Errno 98] Address already in use",
)

"""Odoo ended a worker that took too long."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="WorkerHTTP (…) timeout after …s",
    title=_lt("Odoo ended a worker that took too long."),
    means=_lt(
        "A request took longer than limit_time_real (120 seconds if it is not set),"
        " so its worker was ended, and the user got 502. The value is the limit in "
        "seconds. A proxy_read_timeout above it gains nothing."
    ),
    severity=Severity.WARNING,
    source="odoo/service/server.py of Odoo 14 to 19",
    directive="limit_time_real",
    begins=r"Worker\w* \(\d+\) timeout after (\d+)s",
    rules=("page_timeout_too_short",),
    sample="2026-11-25 00:44:41,123 45 ERROR ? odoo.service.server: WorkerHTTP (4711) timeout after 120s ",
)

"""A worker of Odoo was renewed after its number of requests."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Worker (…) max request (…) reached.",
    title=_lt("A worker of Odoo was renewed after its number of requests."),
    means=_lt("This is normal: limit_request says after how many."),
    severity=Severity.INFO,
    source="odoo/service/server.py of Odoo 14 to 19",
    directive="limit_request",
    begins=r"Worker \(\d+\) max request",
    sample="2026-11-25 00:44:41,123 45 INFO ? odoo.service.server: Worker (4711) max request (65536) reached. ",
)

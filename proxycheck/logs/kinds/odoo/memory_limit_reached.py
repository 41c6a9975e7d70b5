"""A worker of Odoo was renewed because of its memory."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Worker (…) virtual memory limit (…) reached.",
    title=_lt("A worker of Odoo was renewed because of its memory."),
    means=_lt(
        "The worker ends after its request once it is above limit_memory_soft. This"
        " is normal now and then; every few minutes it slows everybody down."
    ),
    severity=Severity.INFO,
    source="odoo/service/server.py of Odoo 14 to 19",
    directive="limit_memory_soft",
    begins=r"(?:Worker \(\d+\) virtual memory limit|Server memory limit)",
    sample="2026-11-25 00:44:41,123 45 INFO ? odoo.service.server: Worker (4711) virtual memory limit (2148000000) reached. ",
)

"""A request reached a time limit of Odoo."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Worker (…) CPU time limit (…) reached.",
    title=_lt("A request reached a time limit of Odoo."),
    means=_lt(
        "It computed for longer than limit_time_cpu (60 seconds if it is not set) "
        "or took longer than limit_time_real. The user sees an error; no setting of"
        " the proxy changes it."
    ),
    severity=Severity.WARNING,
    source="odoo/service/server.py of Odoo 14 to 19",
    directive="limit_time_cpu",
    begins=r"(?:Worker \(\d+\) CPU time limit|CPU time limit exceeded|Thread [^\n]{0,300}? virtual real time limit)",
    sample="Exception: CPU time limit exceeded.",
)

"""Another program has nginx's port."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="bind() to … failed (98: Address already in use)",
    title=_lt("Another program has nginx's port."),
    means=_lt(
        "Often a second nginx, Apache, or a container that publishes port 80 or "
        "443. What answers users is then that program."
    ),
    severity=Severity.CRITICAL,
    source="src/core/ngx_connection.c",
    directive="listen",
    begins=r"bind\(\) to (\S+) failed \((?:98|48): ",
    rules=("another_server_answers", "not_odoo"),
    sample="bind() to 0.0.0.0:80 failed (98: Address already in use)",
)

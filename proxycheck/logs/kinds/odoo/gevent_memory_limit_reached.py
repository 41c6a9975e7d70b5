"""The evented process was ended because of its memory."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Gevent virtual memory limit reached",
    title=_lt("The evented process was ended because of its memory."),
    means=_lt(
        "All websockets are closed at once and come back, as after a restart. "
        "limit_memory_soft_gevent (else limit_memory_soft) is too small for so many"
        " websockets."
    ),
    severity=Severity.WARNING,
    source="odoo/service/server.py of Odoo 14 to 19",
    directive="limit_memory_soft_gevent",
    begins=r"Gevent virtual memory limit reached",
    rules=("gevent_process_dead", "websocket_lifetimes_peak"),
    sample="2026-11-25 00:44:41,123 45 WARNING ? odoo.service.server: Gevent virtual memory limit reached: 2148000000 ",
)

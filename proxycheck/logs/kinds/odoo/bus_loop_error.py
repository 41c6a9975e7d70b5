"""Odoo's bus lost its connection to the database."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Bus.loop error, sleep and retry",
    title=_lt("Odoo's bus lost its connection to the database."),
    means=_lt(
        "The evented process waits for notifications on a connection to the "
        "database “postgres” (LISTEN imbus). It failed, and Odoo tries again after "
        "50 seconds; until then nobody receives a notification. PostgreSQL was "
        "restarted, db_maxconn_gevent is used up, or a pooler does not support "
        "LISTEN."
    ),
    severity=Severity.CRITICAL,
    source="addons/bus/models/bus.py of Odoo 14 to 19",
    directive="LISTEN/NOTIFY",
    begins=r"Bus\.loop error",
    rules=("bus_notifications_lost", "bus_service_silent"),
    sample="2026-11-25 00:44:41,123 45 ERROR ? odoo.addons.bus.models.bus: Bus.loop error, sleep and retry ",
)

"""The websocket opens directly to Odoo, and no notification arrives: LISTEN/NOTIFY does not work."""

from ...judge.ladders import Delivery
from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: Odoo's dispatcher sleeps 50 s after it lost the database (bus/models/bus.py,
#: TIMEOUT), so a silence soon after PostgreSQL's restart proves nothing.
RECOVERY_S = 60


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.BUS,
    directive="LISTEN/NOTIFY",
    title=_lt(
        "Odoo's bus delivers no notifications, with or without the reverse proxy"
    ),
    in_order=_lt("No notification is lost in Odoo's own bus."),
    explanation=_lt(
        "A websocket was opened directly to Odoo and subscribed. %(sends)s notifications were"
        " sent, and none arrived within %(waited)s s. Odoo uses PostgreSQL's LISTEN/NOTIFY for"
        " them. That does not work through a connection pooler in transaction mode (PgBouncer;"
        " db_host %(db_host)s, db_port %(db_port)s), and needs access to the database"
        " “postgres”."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, although the browser shows a connection."
    ),
    of_anybody=True,
    concerns=[Delivery.LOST],
)
def check(direct_roundtrip, direct_odoo):
    """Return evidence of an open websocket on which none of the sent notifications arrived."""
    if not direct_roundtrip.flag("connected") or direct_roundtrip.flag("delivered"):
        return None
    if _still_recovering(direct_odoo):
        return None
    sent = [row for row in direct_roundtrip.rows("sends") if row.status == 200]
    if not sent or direct_roundtrip.get("close_code"):
        return None
    return evidence(
        direct_roundtrip=_lt(
            "opened, %(sends)s notifications sent, none received within %(waited)s s"
        ),
        direct_odoo=_lt("db_host = %(db_host)s, db_port = %(db_port)s"),
        values={
            "sends": len(sent),
            "waited": direct_roundtrip.get("waited_s", "?"),
            "db_host": direct_odoo.get("db_host"),
            "db_port": direct_odoo.get("db_port"),
        },
    )


def _still_recovering(odoo):
    """Whether PostgreSQL was restarted under a running Odoo, less than a minute ago."""
    postgres, own = odoo.number("postgres_uptime_s"), odoo.number("odoo_uptime_s")
    return (
        postgres is not None
        and postgres < RECOVERY_S
        and (own is None or own > postgres)
    )

"""Who signed in is told what was sent before, and of nothing that is sent while he listens."""

from ...judge.ladders import Delivery
from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: Sent one after another over some seconds: one may be lost by chance.
ENOUGH = 3


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.BUS,
    directive="LISTEN/NOTIFY",
    title=_lt("Notifications do not arrive while somebody waits for them"),
    in_order=_lt("A notification to oneself arrives."),
    explanation=_lt(
        "Who signed in got the notification that was sent before, which Odoo reads from its"
        " database, and none of the %(sends)s that were sent afterwards, within %(waited)s s."
        " Odoo passes those on by PostgreSQL's LISTEN/NOTIFY. That does not work through a"
        " connection pooler in transaction mode (PgBouncer), and needs access to the database"
        " “postgres”. If PostgreSQL was restarted within the last minute, check again."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, although Odoo shows no lost connection."
    ),
    of_anybody=True,
    concerns=[Delivery.LOST],
)
def check(server_account_roundtrip):
    """Return evidence where the first batch came, and nothing of what was sent then."""
    trip = server_account_roundtrip
    sent = [row for row in trip.rows("sends") if row.status == 200]
    if not trip.flag("caught_up") or trip.flag("delivered") or len(sent) < ENOUGH:
        return None
    return evidence(
        server_account_roundtrip=_lt(
            "caught up, then %(sends)s notifications sent, none received within %(waited)s s"
        ),
        values={"sends": len(sent), "waited": trip.get("waited_s", "?")},
    )

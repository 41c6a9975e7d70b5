"""A new websocket of the browser gets a notification; Odoo's own bus worker does not."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: Sent one after another over some seconds: one may arrive while the worker reconnects.
ENOUGH = 3


@rule(
    severity=Severity.WARNING,
    layer=Layer.BROWSER,
    directive="SharedWorker",
    title=_lt(
        "This browser's bus worker receives no notifications, although the connection works"
    ),
    in_order=_lt("No notification is lost in this browser's bus worker."),
    explanation=_lt(
        "A notification came back on a new websocket in %(latency)s ms. The worker that all"
        " tabs of this browser share is connected, and received none of %(sends)s. Close all"
        " tabs of this Odoo and open it again. If that does not help, an extension is the"
        " usual cause."
    ),
    symptom=_lt("Chat messages arrive only after reloading, in this browser only."),
)
def check(browser_roundtrip, browser_bus_worker):
    """Return evidence when the worker is connected and gets nothing, while a new websocket does."""
    sent = [row for row in browser_bus_worker.rows("sends") if row.status == 200]
    if not browser_roundtrip.flag("delivered") or not browser_bus_worker.flag(
        "connected"
    ):
        return None
    if browser_bus_worker.flag("delivered") or len(sent) < ENOUGH:
        return None
    return evidence(
        browser_roundtrip=_lt("notification received after %(latency)s ms"),
        browser_bus_worker=_lt("connected, %(sends)s sent, none received"),
        values={"latency": browser_roundtrip.get("latency_ms"), "sends": len(sent)},
    )

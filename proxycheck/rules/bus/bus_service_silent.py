"""A fresh websocket of the browser is told of a notification; Odoo's own worker is not."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: Sent one after another over some seconds: one may fall between two stools.
ENOUGH = 3


@rule(
    severity=Severity.WARNING,
    layer=Layer.BROWSER,
    directive="SharedWorker",
    title=_lt("This browser's bus worker hears nothing, although the way is free"),
    in_order=_lt("No notification is lost in this browser's bus worker."),
    explanation=_lt(
        "A notification came back on a fresh websocket in %(latency)s ms; the worker that all tabs"
        " of this browser share says it is connected and received none of %(sends)s. Close all"
        " tabs of this Odoo and open it again; if it stays so, an extension is the usual cause."
    ),
    symptom=_lt("Chat is silent in this browser only."),
    fix="",
)
def check(browser_roundtrip, browser_bus_worker):
    """Convict a connected worker's silence beside a delivery."""
    sent = [row for row in browser_bus_worker.rows("sends") if row.status == 200]
    if not browser_roundtrip.flag("delivered") or not browser_bus_worker.flag(
        "connected"
    ):
        return None
    if browser_bus_worker.flag("delivered") or len(sent) < ENOUGH:
        return None
    return evidence(
        browser_roundtrip=f"received after {browser_roundtrip.get('latency_ms')} ms",
        browser_bus_worker=f"connected, {len(sent)} sent, none received",
        values={"latency": browser_roundtrip.get("latency_ms"), "sends": len(sent)},
    )

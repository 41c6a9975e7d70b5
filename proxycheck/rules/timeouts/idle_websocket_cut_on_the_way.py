"""An idle websocket lives for the server and is cut for the browser."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: Close code of RFC 6455 for a connection that ended without a goodbye.
ABNORMAL = 1006
#: The browser began at most this much later than the server.
MARGIN_S = 5


@rule(
    severity=Severity.WARNING,
    layer=Layer.NETWORK,
    directive="proxy_read_timeout",
    title=_lt("Something between this browser and the proxy cuts idle websockets"),
    in_order=_lt("Nothing before the proxy cuts idle websockets."),
    explanation=_lt(
        "An idle websocket of this browser was cut after %(lived)s seconds without a goodbye; one"
        " of Odoo's server through the same address lived for %(server)s seconds. A CDN, a load"
        " balancer or a company's own proxy in between has a shorter timeout than nginx."
    ),
    symptom=_lt("The connection drops and comes back again and again."),
    fix="",
)
def check(browser_idle_websocket, server_idle_websocket):
    """Convict when the browser's ends abnormally and much earlier."""
    lived, other = (
        browser_idle_websocket.number("lived_s"),
        server_idle_websocket.number("lived_s"),
    )
    if not (
        browser_idle_websocket.flag("opened") and server_idle_websocket.flag("opened")
    ) or browser_idle_websocket.flag("held"):
        return None
    if (
        browser_idle_websocket.number("close_code") != ABNORMAL
        or lived is None
        or other is None
    ):
        return None
    if other < lived + MARGIN_S:
        return None
    return evidence(
        browser_idle_websocket=f"lived {lived} s, close code {ABNORMAL}",
        server_idle_websocket=f"lived {other} s",
        values={"lived": lived, "server": other},
    )

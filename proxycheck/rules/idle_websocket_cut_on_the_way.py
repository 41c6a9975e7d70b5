"""An idle websocket lives for the server and is cut for the browser."""

from ..rule import Layer, Severity, _lt, evidence, rule

#: Close code of RFC 6455 for a connection that ended without a goodbye.
ABNORMAL = 1006
#: The browser began at most this much later than the server.
MARGIN_S = 5


@rule(
    needs=[
        "browser.echo",
        "browser.idle_websocket",
        "server.echo",
        "server.idle_websocket",
    ],
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
def check(echo, idle, server_echo, server_idle):
    """Convict when the browser's ends abnormally and much earlier."""
    lived, other = idle.number("lived_s"), server_idle.number("lived_s")
    if not (idle.flag("opened") and server_idle.flag("opened")) or idle.flag("held"):
        return None
    if idle.number("close_code") != ABNORMAL or lived is None or other is None:
        return None
    if other < lived + MARGIN_S:
        return None
    return evidence(
        browser_idle_websocket=f"lived {lived} s, close code {ABNORMAL}",
        server_idle_websocket=f"lived {other} s",
        values={"lived": lived, "server": other},
    )

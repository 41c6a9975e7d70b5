"""An idle websocket stays open for the server and is closed for the browser."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: Close code of RFC 6455 for a connection that ended without a close frame.
ABNORMAL = 1006
#: The browser began at most this much later than the server.
MARGIN_S = 5


@rule(
    severity=Severity.WARNING,
    layer=Layer.NETWORK,
    directive="proxy_read_timeout",
    title=_lt(
        "Something between this browser and the reverse proxy closes idle websockets"
    ),
    in_order=_lt("Nothing in front of the reverse proxy closes idle websockets."),
    explanation=_lt(
        "An idle websocket of this browser was closed after %(lived)s seconds without a close"
        " frame. An idle websocket of Odoo's server through the same address lived for"
        " %(server)s seconds. A CDN, a load balancer or a company's web proxy in between has a"
        " shorter timeout than nginx."
    ),
    symptom=_lt("The connection drops and comes back again and again."),
)
def check(browser_idle_websocket, server_idle_websocket):
    """Return evidence when the browser's websocket ends abnormally and much earlier."""
    lived, other = (
        browser_idle_websocket.number("lived_s"),
        server_idle_websocket.number("lived_s"),
    )
    if not (
        browser_idle_websocket.flag("connected")
        and server_idle_websocket.flag("connected")
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
        browser_idle_websocket=_lt("lived %(lived)s s, close code %(code)s"),
        server_idle_websocket=_lt("lived %(server)s s"),
        values={"code": ABNORMAL, "lived": lived, "server": other},
    )

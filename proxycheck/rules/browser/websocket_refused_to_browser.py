"""No websocket opens in the browser, and Odoo's server could not test the address itself."""

from ...judge.actions import add_block, put
from ...judge.ladders import BrowserSocket, Password
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule
from ...judge.signs import never_opened
from ...nginx import UPGRADE, WEBSOCKET_BLOCK, WEBSOCKET_PASS

ENOUGH = 2
#: Who answered a plain request.
SOMETHING = Message(_lt("something other than Odoo"))
EVENTED = Message(_lt("Odoo's evented process"))
WORKER = Message(_lt("an HTTP worker"))


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["proxy_set_header Upgrade", "location /websocket", "proxy_pass"],
    location="/websocket",
    title=_lt("No websocket opens in this browser"),
    in_order=_lt("No websocket fails where only the browser can test."),
    explanation=_lt(
        "Pages arrive, but a websocket to /websocket does not open. A plain request there was"
        " answered by %(answered)s. A browser gets no more details, and Odoo's server cannot"
        " reach the public address. If Odoo's evented process (port %(gevent_port)s) answered,"
        " most likely the location block does not forward the Upgrade and Connection headers."
        " If an HTTP worker answered, the proxy_pass of the block names the wrong port."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[add_block(WEBSOCKET_BLOCK)],
    of_anybody=True,
    concerns=[BrowserSocket.UNEXPLAINED, Password.CONSEQUENCE],
)
def check(
    browser_echo,
    browser_websocket,
    browser_roundtrip,
    browser_echo_websocket,
    server_echo=NOTHING,
    direct_odoo=NOTHING,
):
    """Return evidence where only the browser could test."""
    # Long, for it asks six probes, and names what they showed.
    if (
        server_echo.proven
        or not browser_echo.proven
        or not never_opened(browser_websocket)
    ):
        return None
    # One socket that hangs may be a busy tab's; another one, later, has to agree.
    if len(browser_websocket.rows("tries")) < ENOUGH or browser_roundtrip.flag(
        "connected"
    ):
        return None
    answered, directive, actions = _who(browser_echo_websocket, direct_odoo)
    return evidence(
        directive=directive,
        actions=actions,
        browser_websocket=_lt("none of %(tried)s opened; close code %(code)s"),
        browser_echo_websocket=_lt("GET /websocket: HTTP %(status)s from %(answered)s"),
        values={
            "tried": len(browser_websocket.rows("tries")),
            "code": browser_websocket.get("close_code"),
            "status": browser_echo_websocket.status,
            "answered": answered,
        },
    )


def _who(echo_websocket, odoo):
    if not echo_websocket.proven:
        return SOMETHING, "location /websocket", ()
    if echo_websocket.flag("evented") or not odoo.number("workers"):
        return EVENTED, "proxy_set_header Upgrade", list(map(put, UPGRADE))
    return WORKER, "proxy_pass", [put(WEBSOCKET_PASS)]

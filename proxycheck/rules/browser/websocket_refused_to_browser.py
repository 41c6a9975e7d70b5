"""No websocket opens in the browser, and Odoo's server could not look for itself."""

from ...judge.ladders import BrowserSocket, Password
from ...judge.reading import never_opened
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_BLOCK

ENOUGH = 2


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["proxy_set_header Upgrade", "location /websocket", "proxy_pass"],
    location="/websocket",
    title=_lt("No websocket opens in this browser"),
    in_order=_lt("Websockets do not fail where only the browser can look."),
    explanation=_lt(
        "Pages come through, but a websocket to /websocket does not open. A plain request there"
        " was answered by: %(answered)s. A browser is not told more, and Odoo's server cannot"
        " reach the public address to look. Where Odoo's evented process (port %(gevent_port)s)"
        " answered, the Upgrade and Connection headers are most likely missing in that block;"
        " where an HTTP worker did, the block's proxy_pass names the wrong port."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears."),
    fix=WEBSOCKET_BLOCK,
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
    """Convict where the browser is the only witness."""
    if (
        server_echo.proven
        or not browser_echo.proven
        or not never_opened(browser_websocket)
    ):
        return None
    # One socket that hangs may be a busy tab's; another one, later, has to agree.
    if len(browser_websocket.rows("tries")) < ENOUGH or browser_roundtrip.flag(
        "opened"
    ):
        return None
    answered, directive = _who(browser_echo_websocket, direct_odoo)
    return evidence(
        directive=directive,
        browser_websocket=f"none of {len(browser_websocket.rows('tries'))} opened; close code"
        f" {browser_websocket.get('close_code')}",
        browser_echo_websocket=f"GET /websocket → HTTP {browser_echo_websocket.status}, {answered}",
        values={"answered": answered},
    )


def _who(echo_websocket, odoo):
    if not echo_websocket.proven:
        return "something else than Odoo", "location /websocket"
    if echo_websocket.flag("evented") or not odoo.number("workers"):
        return "the process that serves websockets", "proxy_set_header Upgrade"
    return "an HTTP worker", "proxy_pass"

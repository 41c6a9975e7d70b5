"""No websocket opens in the browser, and Odoo's server could not look for itself."""

from ..nginx import WEBSOCKET_BLOCK
from ..reading import never_opened
from ..rule import Layer, Severity, _lt, evidence, rule

ENOUGH = 2


@rule(
    needs=[
        "browser.echo",
        "browser.websocket",
        "browser.roundtrip",
        "browser.echo_websocket",
        "?server.echo",
        "?direct.odoo",
    ],
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
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
    stranger=True,
)
def check(browser_echo, websocket, roundtrip, echo_websocket, echo, odoo):
    """Convict where the browser is the only witness."""
    if echo.proven or not browser_echo.proven or not never_opened(websocket):
        return None
    # One socket that hangs may be a busy tab's; another one, later, has to agree.
    if len(websocket.rows("tries")) < ENOUGH or roundtrip.flag("opened"):
        return None
    answered, directive = _who(echo_websocket, odoo)
    return evidence(
        directive=directive,
        browser_websocket=f"none of {len(websocket.rows('tries'))} opened; close code"
        f" {websocket.get('close_code')}",
        browser_echo_websocket=f"GET /websocket → HTTP {echo_websocket.status}, {answered}",
        values={"answered": answered},
    )


def _who(echo_websocket, odoo):
    if not echo_websocket.proven:
        return "something else than Odoo", "location /websocket"
    if echo_websocket.flag("evented") or not odoo.number("workers"):
        return "the process that serves websockets", "proxy_set_header Upgrade"
    return "an HTTP worker", "proxy_pass"

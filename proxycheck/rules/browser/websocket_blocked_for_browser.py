"""The server's websocket passes the proxy, the browser's does not: something between refuses it."""

from ...judge.ladders import BrowserSocket
from ...judge.reading import never_opened, says, works
from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: One that hangs may be a busy tab's.
ENOUGH = 2


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.BROWSER,
    directive="network filter",
    title=_lt("Something between this browser and the proxy blocks websockets"),
    in_order=_lt("Nothing between this browser and the proxy blocks websockets."),
    explanation=_lt(
        "Odoo's server opened a websocket through the same public address, and this browser got"
        " pages from it, but none of its %(tried)s websockets opened (close code %(code)s)."
        " Usual causes: a company's own web proxy, a virus scanner or an extension that inspects"
        " traffic, or a CDN in front of the address that Odoo's server does not pass. Try another"
        " network or a private window: if it works there, the proxy of your Odoo is not to blame."
    ),
    symptom=_lt(
        "Chat is silent for everybody behind the same filter, and fine for others."
    ),
    fix="",
    concerns=[BrowserSocket.UNEXPLAINED],
)
def check(browser_websocket, browser_roundtrip, server_handshake):
    """Convict when the same address opens for one and never for the other."""
    tries = browser_websocket.rows("tries")
    if (
        not works(server_handshake)
        or not never_opened(browser_websocket)
        or len(tries) < ENOUGH
    ):
        return None
    # Another socket, opened some seconds later, has to agree.
    if browser_roundtrip.flag("opened"):
        return None
    return evidence(
        browser_websocket=f"{len(tries)} opened → none; close code {browser_websocket.get('close_code')}",
        server_handshake=f"websocket handshake → {says(server_handshake)}",
        values={"tried": len(tries), "code": browser_websocket.get("close_code")},
    )

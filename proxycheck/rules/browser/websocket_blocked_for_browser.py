"""The server's websocket opens through the proxy, the browser's does not: something in between blocks it."""

from ...judge.ladders import BrowserSocket
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import never_opened, works

#: One that hangs may be a busy tab's.
ENOUGH = 2


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.BROWSER,
    directive="network filter",
    title=_lt("Something between this browser and the reverse proxy blocks websockets"),
    in_order=_lt(
        "Nothing between this browser and the reverse proxy blocks websockets."
    ),
    explanation=_lt(
        "Odoo's server opened a websocket through the same public address, and this browser"
        " got pages from it. But none of the browser's %(tried)s websockets opened (close code"
        " %(code)s). Usual causes are a company's web proxy, a virus scanner or an extension"
        " that inspects traffic, or a CDN that Odoo's server does not pass. Try another"
        " network or a private window: if it works there, the reverse proxy of your Odoo is"
        " not the cause."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading for everybody behind the same filter, and"
        " at once for others."
    ),
    concerns=[BrowserSocket.UNEXPLAINED],
)
def check(browser_websocket, browser_roundtrip, server_handshake):
    """Return evidence when the same address opens for the server and never for the browser."""
    tries = browser_websocket.rows("tries")
    if (
        not works(server_handshake)
        or not never_opened(browser_websocket)
        or len(tries) < ENOUGH
    ):
        return None
    # Another socket, opened some seconds later, has to agree.
    if browser_roundtrip.flag("connected"):
        return None
    return evidence(
        browser_websocket=_lt("none of %(tried)s opened; close code %(code)s"),
        server_handshake=_lt("websocket handshake: %(seen)s"),
        values={
            "seen": says(server_handshake),
            "tried": len(tries),
            "code": browser_websocket.get("close_code"),
        },
    )

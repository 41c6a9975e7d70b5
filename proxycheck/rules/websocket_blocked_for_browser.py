"""The server's websocket passes the proxy, the browser's does not: something between refuses it."""

from ..reading import never_opened, says, works
from ..rule import Layer, Severity, _lt, evidence, rule

#: One that hangs may be a busy tab's.
ENOUGH = 2


@rule(
    needs=[
        "browser.echo",
        "browser.websocket",
        "browser.roundtrip",
        "server.echo",
        "server.handshake",
    ],
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
)
def check(browser_echo, websocket, roundtrip, echo, handshake):
    """Convict when the same address opens for one and never for the other."""
    tries = websocket.rows("tries")
    if not works(handshake) or not never_opened(websocket) or len(tries) < ENOUGH:
        return None
    # Another socket, opened some seconds later, has to agree.
    if roundtrip.flag("opened"):
        return None
    return evidence(
        browser_websocket=f"{len(tries)} opened → none; close code {websocket.get('close_code')}",
        server_handshake=f"websocket handshake → {says(handshake)}",
        values={"tried": len(tries), "code": websocket.get("close_code")},
    )

"""Websockets open in browsers; only Odoo's own server is refused one."""

from ...judge.ladders import Delivery, Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import never_opened, works


@rule(
    severity=Severity.INFO,
    layer=Layer.NETWORK,
    directive=["network filter", "auth_basic", "deny"],
    title=_lt("Websockets open in browsers, but not for Odoo's own server"),
    in_order=_lt("Odoo's own server is not refused the websocket that browsers get."),
    explanation=_lt(
        "This browser opened %(opened)s of %(opened)s websockets, and a notification came"
        " back in %(latency)s ms. Odoo's own server asked the same address and got: %(seen)s."
        " Something treats the two differently, for example a bot filter. Users do not notice"
        " it, but the scheduled checks of this address will report it."
    ),
    symptom=_lt("None."),
    # The browser's own measurement refutes what the server saw.
    concerns=[Handshake.ONLY_THE_SERVER_FAILS, Delivery.NO_SOCKET],
)
def check(server_handshake, browser_websocket, browser_roundtrip):
    """Return evidence of a refusal that browsers do not meet."""
    if not never_opened(server_handshake) or not works(browser_websocket):
        return None
    if len(browser_websocket.rows("tries")) < 2 or not browser_roundtrip.flag(
        "delivered"
    ):
        return None
    return evidence(
        directive=_directive(server_handshake),
        server_handshake=_lt("websocket handshake: %(seen)s"),
        browser_roundtrip=_lt("notification received after %(latency)s ms"),
        values={
            "opened": browser_websocket.number("opened"),
            "latency": browser_roundtrip.get("latency_ms"),
            "seen": says(server_handshake),
        },
    )


def _directive(handshake):
    """What refused the server, where its answer tells."""
    if handshake.status == 401:
        return "auth_basic"
    nginx = handshake.text("spoken_by") == "nginx"
    return "deny" if handshake.status == 403 and nginx else ""

"""The upgrade arrives, but another header of the handshake does not, or Odoo's answer is stripped."""

from ...judge.ladders import Handshake
from ...judge.reading import says
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["proxy_set_header Origin", "proxy_hide_header Sec-WebSocket-Accept"],
    location="/websocket",
    title=_lt("A header that the websocket handshake needs is lost on the way"),
    in_order=_lt("No other header of the handshake is lost."),
    explanation=_lt(
        "The handshake through the proxy ended with %(seen)s, while the same handshake sent"
        " straight to Odoo works. Odoo got the upgrade but misses another header: the usual ones"
        " are Origin and Sec-WebSocket-Key, emptied by a proxy_set_header, by"
        " “proxy_pass_request_headers off”, or Sec-WebSocket-Accept hidden in the answer."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears."),
    fix="""proxy_pass_request_headers on;
proxy_set_header Origin $http_origin;""",
    concerns=[Handshake.HEADERS],
)
def check(handshake, direct_handshake=NOTHING):
    """Convict Odoo's own 400 to a handshake that works directly, or a 101 with a wrong accept."""
    if handshake.number("opened") or not direct_handshake.number("opened"):
        return None
    seen = f"websocket handshake → {says(handshake)}"
    if handshake.flag("switched"):
        return evidence(
            handshake=f"{seen}, Sec-WebSocket-Accept wrong or missing",
            directive="proxy_hide_header Sec-WebSocket-Accept",
            fix="# remove: proxy_hide_header Sec-WebSocket-Accept;",
            values={"seen": "101 without the right Sec-WebSocket-Accept"},
        )
    if (
        handshake.status != 400
        or handshake.proven
        or handshake.text("spoken_by") != "odoo"
    ):
        return None
    return evidence(handshake=seen, values={"seen": "HTTP 400 written by Odoo"})

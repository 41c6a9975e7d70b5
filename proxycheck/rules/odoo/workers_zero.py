"""Odoo runs without workers, so there is no evented port, and the proxy asks for one."""

from ...judge.ladders import Handshake
from ...judge.reading import never_opened, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="workers",
    location="/websocket",
    title=_lt(
        "Odoo runs without workers, so nothing listens on the websocket port that nginx asks"
    ),
    in_order=_lt("The proxy asks for no websocket port that Odoo does not have."),
    explanation=_lt(
        "With “workers = 0” Odoo starts no evented process: websockets are served on the port of"
        " the pages, %(http_port)s. nginx passes /websocket elsewhere and got %(seen)s. Set"
        " workers in Odoo's configuration to at least 2, or pass /websocket to %(http_port)s too."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears; pages work."),
    fix="""location /websocket {
    proxy_pass http://127.0.0.1:%(http_port)s;
}""",
    concerns=[Handshake.WRONG_PATH],
)
def check(handshake, direct_handshake, direct_odoo):
    """Convict 502 or 504 on the websocket of an Odoo that serves it on its HTTP port."""
    if direct_odoo.number("workers") != 0 or not never_opened(handshake):
        return None
    if handshake.status not in (502, 504) or not direct_handshake.number("opened"):
        return None
    return evidence(
        handshake=f"websocket handshake → {says(handshake)}",
        direct_handshake=f"the same straight to port {direct_odoo.get('http_port')} → {says(direct_handshake)}",
        direct_odoo="workers = 0",
        values={"seen": says(handshake)},
    )

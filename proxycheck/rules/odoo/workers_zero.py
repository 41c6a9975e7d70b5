"""Odoo runs without workers, so it has no evented port, and the proxy forwards to one."""

from ...judge.actions import put
from ...judge.ladders import Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import GATEWAY_TIMEOUT, never_opened, nobody_behind
from ...nginx import PAGES_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="workers",
    location="/websocket",
    title=_lt(
        "Odoo runs without workers, so nothing listens on the port that nginx forwards"
        " websockets to"
    ),
    in_order=_lt(
        "The reverse proxy forwards to no websocket port that Odoo does not have."
    ),
    explanation=_lt(
        "nginx forwards /websocket to another port and got: %(seen)s. With “workers = 0” Odoo"
        " starts no evented process and serves websockets on the port of the pages,"
        " %(http_port)s. Either set workers in Odoo's configuration to at least 2, or forward"
        " /websocket to %(http_port)s too."
    ),
    symptom=_lt(
        "Pages work. Chat messages arrive only after reloading, and Odoo shows “Real-time"
        " connection lost”."
    ),
    actions=[put(PAGES_PASS)],
    concerns=[Handshake.WRONG_PATH],
)
def check(handshake, direct_handshake, direct_odoo):
    """Return evidence of 502 or 504 on the websocket of an Odoo that serves it on its HTTP port."""
    if direct_odoo.number("workers") != 0 or not never_opened(handshake):
        return None
    silent = handshake.status == GATEWAY_TIMEOUT or nobody_behind(handshake)
    if not silent or not direct_handshake.number("opened"):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        direct_handshake=_lt("the same directly to port %(http_port)s: %(direct)s"),
        direct_odoo=_lt("workers = 0"),
        values={"direct": says(direct_handshake), "seen": says(handshake)},
    )

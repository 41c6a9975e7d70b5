"""Nobody listens where the block of ``/websocket`` passes it to; Odoo's evented process is well."""

from ...judge.ladders import Handshake
from ...judge.reading import BAD_GATEWAY, by_proxy, never_opened, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_PROXY_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt("The websocket goes to an address where Odoo does not answer"),
    in_order=_lt("The websocket is not passed to a dead address."),
    explanation=_lt(
        "nginx answered 502: whatever its proxy_pass for /websocket names refuses the"
        " connection or does not speak plain HTTP. Odoo's own websocket port %(gevent_port)s"
        " answers when asked directly. Usual causes: a wrong port, “https://” in front of a"
        " plain port, another host or container, a gevent_port that was changed in Odoo only, or “localhost” that means [::1] while Odoo"
        " listens on 127.0.0.1."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears; pages work."),
    fix=WEBSOCKET_PROXY_PASS,
    concerns=[Handshake.REFUSED],
)
def check(handshake, echo, direct_handshake, direct_odoo):
    """Convict 502 on the websocket alone while the port itself works."""
    if (
        not never_opened(handshake)
        or handshake.status != BAD_GATEWAY
        or not by_proxy(handshake)
    ):
        return None
    if not direct_handshake.number("opened") or not direct_odoo.number("workers"):
        return None
    if echo.status == BAD_GATEWAY:
        return None
    return evidence(
        handshake=f"websocket handshake → {says(handshake)}",
        direct_handshake=f"the same straight to port {direct_odoo.get('gevent_port')} → {says(direct_handshake)}",
    )

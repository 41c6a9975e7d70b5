"""A balancer sends the PROXY protocol to a server that does not expect it: ``proxy_protocol``."""

from ...judge.actions import replace
from ...judge.ladders import Handshake, Poll, Site
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import by_proxy
from ...proxies.recognise import outermost_of


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_protocol",
    title=_lt("What stands behind the load balancer cannot read its requests"),
    in_order=_lt("Requests arrive readable."),
    explanation=_lt(
        "Every request was refused as unreadable, whatever was asked: %(seen)s. So something"
        " stands before each request. That is how the PROXY protocol looks to a server that"
        " does not expect it: a load balancer in front sends it (HAProxy: send-proxy; nginx"
        " stream: proxy_protocol on; a cloud's load balancer: a switch of its target group)."
        " Turn it off there, or expect it behind: nginx does with “listen … proxy_protocol”,"
        " Odoo cannot."
    ),
    symptom=_lt(
        "Nobody can open Odoo. Browsers show “400 Bad Request” or “502 Bad Gateway”."
    ),
    actions=[replace("listen …;", "listen %(port)s proxy_protocol;", "server")],
    of_anybody=True,
    concerns=[Site.AT_THE_DOOR, Handshake.AT_THE_DOOR, Poll.AT_THE_DOOR],
)
def check(
    server_echo,
    server_malformed=NOTHING,
    server_proxy_protocol=NOTHING,
    server_echo_websocket=NOTHING,
    direct_echo=NOTHING,
):
    """Return evidence when nginx could read nothing, or when Odoo's two servers could not."""
    in_front = outermost_of(server_echo, server_malformed)
    # It is the first one that sends the line, whoever refuses it.
    values = {"proxy_kind": in_front, "proxy_layers": ""} if in_front else {}
    values["seen"] = says(server_echo)
    if server_proxy_protocol.flag("unread"):
        other = _lt("TRACE, which nginx answers with 405: the same 400")
        return evidence(server_echo=SEEN, server_proxy_protocol=other, values=values)
    if not direct_echo.proven or not _by_odoo_itself(
        server_echo, server_echo_websocket
    ):
        return None
    return evidence(
        server_echo=SEEN,
        server_echo_websocket=_lt("GET /websocket: %(empty)s, empty"),
        direct_echo=_lt("the same request directly to Odoo's HTTP port: this Odoo"),
        values={**values, "empty": says(server_echo_websocket)},
    )


SEEN = _lt("GET /: %(seen)s")


def _by_odoo_itself(echo, echo_websocket):
    """Whether Odoo's two servers refused what they were sent.

    werkzeug's answer to such a line has no head, which a proxy takes for none at all.
    gevent's is an empty 400.
    """
    garbled = echo.status == 502 and by_proxy(echo)
    empty = not set(echo_websocket.part("headers")) - {"connection"}
    other = echo_websocket.text("spoken_by") == "other"
    return garbled and echo_websocket.status == 400 and other and empty

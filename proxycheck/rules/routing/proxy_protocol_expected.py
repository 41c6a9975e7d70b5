"""The proxy expects the PROXY protocol, which this check does not send: ``proxy_protocol``."""

from ...judge.actions import replace
from ...judge.ladders import Handshake, Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import outcome


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="proxy_protocol",
    title=_lt("The reverse proxy waits for the PROXY protocol"),
    in_order=_lt("The reverse proxy does not wait for the PROXY protocol."),
    explanation=_lt(
        "The reverse proxy closed the connection of a plain request. It answered the same"
        " request with HTTP %(line_status)s after a line of the PROXY protocol. So its listen"
        " line says proxy_protocol, and only a load balancer that sends that line gets"
        " through. If users come through such a load balancer, they notice nothing: let the"
        " check connect to it (“Connect to”, or --connect-to on the command line). If there"
        " is none, nobody reaches Odoo, and the word must go from the listen line."
    ),
    symptom=_lt(
        "None behind a load balancer that sends the PROXY protocol. Without one, browsers"
        " report that the connection was reset."
    ),
    actions=[replace("listen … proxy_protocol;", "listen %(port)s;", "server")],
    of_anybody=True,
    concerns=[Site.AT_THE_DOOR, Handshake.AT_THE_DOOR],
)
def check(server_proxy_protocol):
    """Return evidence when only the line made the proxy answer."""
    status = server_proxy_protocol.number("line_status")
    if status is None or server_proxy_protocol.answered:
        return None
    return evidence(
        server_proxy_protocol=_lt(
            "without the line: %(how)s; after it: HTTP %(line_status)s"
        ),
        values={"line_status": status, "how": outcome(server_proxy_protocol)},
    )

"""``Upgrade`` is a constant, so every plain request of the block arrives as a handshake."""

from ...judge.actions import put
from ...judge.outside import plain_says
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown


def _seen_from_outside(websocket_way):
    """Return evidence for a handshake that opens although it asked for another protocol."""
    if websocket_way.number("unasked") != 101:
        return None
    return evidence(
        websocket_way=_lt(
            "GET /websocket/health: %(plain)s; a handshake that asked for Upgrade:"
            " proxy-health opened a websocket"
        ),
        values={
            "plain": plain_says(websocket_way, "below"),
            "upgrade": shown("websocket"),
        },
    )


@rule(
    severity=[Severity.WARNING, Severity.CRITICAL],
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("The Upgrade header is a constant"),
    in_order=_lt("Only the client sets the Upgrade header."),
    explanation=_lt(
        "Odoo received a plain request with Upgrade %(upgrade)s, which the client had not"
        " sent. Odoo treats every request of this location block as a websocket handshake and"
        " answers the plain ones with 400."
    ),
    symptom=_lt(
        "Health checks of /websocket/health fail. Every page of the location block answers"
        " 400."
    ),
    actions=[put("proxy_set_header Upgrade $http_upgrade;")],
    outside=_seen_from_outside,
)
def check(echo_below, echo):
    """Return evidence of an Upgrade header that the client did not send; on ``/`` it breaks every page."""
    for name, facts, severity, location in (
        ("echo", echo, Severity.CRITICAL, "/"),
        ("echo_below", echo_below, Severity.WARNING, "/websocket"),
    ):
        upgrade = facts.received("upgrade")
        if facts.proven and upgrade and facts.flag("websocket_route"):
            fact = _lt("Odoo received a plain request with Upgrade %(upgrade)s")
            return evidence(
                severity,
                location=location,
                values={"upgrade": shown(upgrade)},
                **{name: fact},
            )
    return None

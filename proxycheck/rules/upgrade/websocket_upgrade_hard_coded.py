"""``Upgrade`` is a constant, so every plain request of the block arrives as a handshake."""

from ...judge.actions import put
from ...judge.reading import shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


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

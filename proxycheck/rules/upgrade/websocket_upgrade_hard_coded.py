"""``Upgrade`` is a constant: every plain request of the block arrives as a handshake."""

from ...judge.reading import shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=[Severity.WARNING, Severity.CRITICAL],
    layer=Layer.NGINX,
    directive="proxy_set_header Upgrade",
    location="/websocket",
    title=_lt("The Upgrade header is a constant instead of what the client sent"),
    in_order=_lt("Nobody but the client sets the Upgrade header."),
    explanation=_lt(
        "A plain request reached Odoo with Upgrade %(upgrade)s, which the client had not sent."
        " Odoo takes every request of this block for a websocket handshake and refuses the plain"
        " ones with 400."
    ),
    symptom=_lt(
        "Health checks of /websocket/health fail, and every plain page of the block answers 400."
    ),
    fix="proxy_set_header Upgrade $http_upgrade;",
)
def check(echo_below, echo):
    """Convict an Upgrade header that nobody sent; on ``/`` it breaks every page."""
    for name, facts, severity, location in (
        ("echo", echo, Severity.CRITICAL, "/"),
        ("echo_below", echo_below, Severity.WARNING, "/websocket"),
    ):
        upgrade = facts.received("upgrade")
        if facts.proven and upgrade and facts.flag("websocket_route"):
            fact = f"a plain request reached Odoo with Upgrade {shown(upgrade)}"
            return evidence(
                severity,
                location=location,
                values={"upgrade": shown(upgrade)},
                **{name: fact},
            )
    return None

"""The websocket does not open through the proxy, and no other rule finds the cause."""

from ...judge.actions import add_block
from ...judge.ladders import Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import works
from ...nginx import WEBSOCKET_BLOCK
from ...words import LIMITING


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="location /websocket",
    location="/websocket",
    title=_lt("The websocket does not open through the proxy"),
    in_order=_lt("No websocket fails for an unknown reason."),
    explanation=_lt(
        "%(failed)s of %(asked)s websocket handshakes through the reverse proxy failed"
        " (%(seen)s). Directly to Odoo they work. The measurements do not show which directive"
        " is the cause. Compare your location block with the one below, and read nginx's error"
        " log at the time of this check."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[add_block(WEBSOCKET_BLOCK)],
    last_resort=True,
    concerns=[Handshake.UNEXPLAINED],
)
def check(handshake, direct_handshake):
    """Return evidence of what fails only through the proxy; any other named cause silences it."""
    if works(handshake) or not works(direct_handshake):
        return None
    tries, opened = len(handshake.rows("tries")), handshake.number("opened")
    limited = any(row.status in LIMITING for row in handshake.rows("tries"))
    if not tries or opened is None or limited:
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s; %(opened)s of %(asked)s opened"),
        direct_handshake=_lt("directly to Odoo: %(direct)s"),
        values={
            "opened": opened,
            "direct": says(direct_handshake),
            "failed": tries - opened,
            "asked": tries,
            "seen": says(handshake),
        },
    )

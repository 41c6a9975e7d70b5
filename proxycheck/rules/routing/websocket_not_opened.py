"""The websocket does not open through the proxy, and no other rule can tell why."""

from ...judge.ladders import Handshake
from ...judge.reading import says, works
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_BLOCK


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="location /websocket",
    location="/websocket",
    title=_lt("The websocket does not open through the proxy"),
    in_order=_lt("Websockets do not fail for a reason that nobody knows."),
    explanation=_lt(
        "%(failed)s of %(asked)s websocket handshakes through the proxy failed (%(seen)s), while"
        " they work straight to Odoo. What was measured does not tell which directive is to blame:"
        " compare the block of /websocket with the one below, and look into nginx's error log at"
        " the time of this check."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears."),
    fix=WEBSOCKET_BLOCK,
    last_resort=True,
    concerns=[Handshake.UNEXPLAINED],
)
def check(handshake, direct_handshake):
    """Convict what fails through the proxy only; silent as soon as any other cause is named."""
    if works(handshake) or not works(direct_handshake):
        return None
    tries, opened = len(handshake.rows("tries")), handshake.number("opened")
    limited = any(row.status in (429, 503) for row in handshake.rows("tries"))
    if not tries or opened is None or limited:
        return None
    return evidence(
        handshake=f"websocket handshake → {says(handshake)}; {opened} of {tries} opened",
        direct_handshake=f"straight to Odoo → {says(direct_handshake)}",
        values={"failed": tries - opened, "asked": tries, "seen": says(handshake)},
    )

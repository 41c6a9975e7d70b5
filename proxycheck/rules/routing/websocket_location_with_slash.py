"""``location /websocket/`` ends with a slash: nginx redirects the handshake instead of forwarding it."""

from urllib.parse import urlsplit

from ...judge.actions import replace
from ...judge.ladders import Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.signs import by_proxy, never_opened
from ...words import REDIRECTING


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="location /websocket",
    location="/websocket/",
    title=_lt("The location block is named /websocket/ with a slash at its end"),
    in_order=_lt("/websocket is not redirected to /websocket/."),
    explanation=_lt(
        "Browsers open /websocket without a slash. nginx answered %(status)s and redirected"
        " them to %(target)s. A websocket cannot follow a redirect. nginx adds the slash"
        " itself when there is only a “location /websocket/”."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[replace("location /websocket/ {", "location /websocket {", "server")],
    concerns=[Handshake.REFUSED],
    outside=True,
)
def check(handshake):
    """Return evidence of a redirect from /websocket to /websocket/."""
    if not never_opened(handshake) or not by_proxy(handshake):
        return None
    location = handshake.header("location")
    try:
        path = urlsplit(location).path
    except ValueError:
        return None
    if handshake.status not in REDIRECTING or path != "/websocket/":
        return None
    return evidence(
        handshake=_lt("websocket handshake: HTTP %(status)s, Location: %(target)s"),
        values={"status": handshake.status, "target": location[:200]},
    )

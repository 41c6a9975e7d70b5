"""``location /websocket/`` with a slash: nginx redirects the handshake instead of passing it."""

from urllib.parse import urlsplit

from ...judge.ladders import Handshake
from ...judge.reading import by_proxy, never_opened
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_PROXY_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="location /websocket",
    location="/websocket/",
    title=_lt("The location is written /websocket/ with a slash at its end"),
    in_order=_lt("/websocket is not redirected to /websocket/."),
    explanation=_lt(
        "Browsers open /websocket without a slash. nginx answered %(status)s and sent them to"
        " %(target)s, which a websocket cannot follow: nginx adds the slash by itself when only"
        " “location /websocket/” exists. Remove the slash."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears."),
    fix=WEBSOCKET_PROXY_PASS,
    concerns=[Handshake.REFUSED],
)
def check(handshake):
    """Convict a redirect from /websocket to /websocket/."""
    if not never_opened(handshake) or not by_proxy(handshake):
        return None
    location = handshake.header("location")
    try:
        path = urlsplit(location).path
    except ValueError:
        return None
    if handshake.status not in (301, 302, 307, 308) or path != "/websocket/":
        return None
    return evidence(
        handshake=f"websocket handshake → HTTP {handshake.status}, Location: {location[:200]}",
        values={"status": handshake.status, "target": location[:200]},
    )

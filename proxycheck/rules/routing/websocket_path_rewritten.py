"""``/websocket`` reaches Odoo under another path: ``proxy_pass`` with a path, or a ``rewrite``."""

from ...judge.ladders import Handshake
from ...judge.reading import by_proxy, never_opened, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_PROXY_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt("/websocket reaches Odoo under another path"),
    in_order=_lt("The path /websocket is not rewritten."),
    explanation=_lt(
        "A request to %(asked)s reached Odoo as %(arrived)s. A proxy_pass that ends in a slash or"
        " a path replaces what the location matched; a rewrite can do the same. Write the"
        " proxy_pass without anything after the port."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears."),
    fix=WEBSOCKET_PROXY_PASS,
    concerns=[Handshake.WRONG_PATH],
)
def check(echo_below, echo_websocket, handshake):
    """Convict an echo that tells another path than was asked, or Odoo's 404 and redirects."""
    if not never_opened(handshake) or by_proxy(handshake):
        return None
    asked = "/websocket/proxy_health/echo"
    arrived = echo_below.text("path").partition("?")[0]
    if echo_below.proven and arrived and arrived != asked:
        return evidence(
            echo_below=f"GET {asked} → Odoo received {arrived}",
            handshake=f"websocket handshake → {says(handshake)}",
            values={"asked": asked, "arrived": arrived},
        )
    # The route exists in this Odoo whatever the process, so its absence is the path's.
    if _elsewhere(echo_websocket) and _elsewhere(echo_below):
        return evidence(
            echo_websocket=f"GET /websocket → {says(echo_websocket)}",
            echo_below=f"GET {asked} → {says(echo_below)}",
            values={"asked": "/websocket", "arrived": "another path"},
        )
    return None


def _elsewhere(facts):
    if facts.flag("no_database"):
        return False  # another Odoo, or a name that its dbfilter rejects
    redirected = facts.status in (301, 302, 303, 307, 308)
    return facts.text("spoken_by") == "odoo" and (facts.status == 404 or redirected)

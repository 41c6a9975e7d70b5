"""``/websocket`` reaches Odoo under another path: ``proxy_pass`` with a path, or a ``rewrite``."""

from ...judge.actions import put, remove
from ...judge.ladders import Handshake
from ...judge.outside import plain_says
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import by_proxy, never_opened
from ...nginx import WEBSOCKET_PASS
from ...words import REDIRECTING


def _seen_from_outside(handshake, websocket_way, version):
    """Return evidence for Odoo's 404 or redirect to /websocket, which every Odoo since 16 has."""
    itself = websocket_way.part("itself")
    if not never_opened(handshake) or by_proxy(handshake) or not handshake.answered:
        return None
    # Without a database that is chosen Odoo knows no websocket: 404 as well.
    if version.text("database") != "chosen" or not version.text("era"):
        return None
    if not _elsewhere(itself):
        return None
    return evidence(
        handshake=_lt("websocket handshake: %(seen)s"),
        websocket_way=_lt("GET /websocket: %(plain)s"),
        version=_lt("/web/login is the login page of a database"),
        values={
            "seen": says(handshake),
            "plain": plain_says(websocket_way),
            "asked": "/websocket",
            "arrived": Message(_lt("another path")),
        },
    )


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt("/websocket reaches Odoo under another path"),
    in_order=_lt("The path /websocket is not rewritten."),
    explanation=_lt(
        "A request to %(asked)s reached Odoo as %(arrived)s. A proxy_pass that ends in a"
        " slash or a path replaces the part that the location matched. A rewrite can do the"
        " same. Write the proxy_pass with nothing after the port."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and Odoo shows “Real-time connection"
        " lost”."
    ),
    actions=[put(WEBSOCKET_PASS), remove("rewrite …;")],
    concerns=[Handshake.WRONG_PATH],
    outside=_seen_from_outside,
)
def check(echo_below, echo_websocket, handshake):
    """Return evidence when the echo names another path, or Odoo answers 404 or a redirect."""
    # Long, for the sentences of what was seen stand whole.
    if not never_opened(handshake) or by_proxy(handshake):
        return None
    asked = "/websocket/proxy_health/echo"
    arrived = echo_below.text("path").partition("?")[0]
    if echo_below.proven and arrived and arrived != asked:
        return evidence(
            echo_below=_lt("GET %(asked)s: Odoo received %(arrived)s"),
            handshake=_lt("websocket handshake: %(seen)s"),
            values={"asked": asked, "arrived": arrived, "seen": says(handshake)},
        )
    # The route exists in this Odoo whatever the process, so its absence is the path's.
    if _elsewhere(echo_websocket) and _elsewhere(echo_below):
        return evidence(
            echo_websocket=_lt("GET /websocket: %(seen)s"),
            echo_below=_lt("GET %(below)s: %(seen_below)s"),
            values={
                "asked": "/websocket",
                "arrived": Message(_lt("another path")),
                "seen": says(echo_websocket),
                "below": asked,
                "seen_below": says(echo_below),
            },
        )
    return None


def _elsewhere(facts):
    if facts.flag("no_database"):
        return False  # another Odoo, or a name that its dbfilter rejects
    redirected = facts.status in REDIRECTING
    return facts.text("spoken_by") == "odoo" and (facts.status == 404 or redirected)

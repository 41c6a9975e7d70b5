"""nginx refuses clients by an access rule: ``deny``, ``allow`` or ``geo``."""

from ...judge.actions import put, remove
from ...judge.ladders import Handshake, Poll, Refusal, Site
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says, writer
from ...judge.signs import by_proxy, upgrade_refused


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="deny",
    title=_lt("nginx refuses %(where)s by an access rule"),
    in_order=_lt("No access rule refuses pages or websockets."),
    explanation=_lt(
        "A request to %(where)s was answered 403 by %(kind)s, not by Odoo. A “deny”, an"
        " “allow” list without this client, or a firewall rule causes this."
    ),
    symptom=_lt(
        "Users outside the allowed addresses get “403 Forbidden”, or pages without real-time"
        " messages."
    ),
    actions=[remove("deny …;"), put("allow all;")],
    of_anybody=True,
    concerns=[
        Site.NO_ANSWER_OF_ODOO,
        Handshake.REFUSED,
        Poll.REFUSED,
        Refusal.EVERYBODY,
    ],
)
def check(echo, handshake=NOTHING, poll=NOTHING, echo_websocket=NOTHING):
    """Return evidence of a 403 that Odoo did not write."""
    if upgrade_refused(handshake, echo_websocket):
        return None  # websocket_upgrade_refused
    for name, facts, where in (
        ("echo", echo, "/"),
        ("handshake", handshake, "/websocket"),
        ("poll", poll, "/longpolling"),
    ):
        if facts.status == 403 and by_proxy(facts):
            return evidence(
                location=where,
                values={"where": where, "kind": writer(facts), "seen": says(facts)},
                **{name: _lt("%(where)s: %(seen)s")},
            )
    return None

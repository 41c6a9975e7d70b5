"""nginx refuses connections beyond a few at the same time: ``limit_conn``."""

from ...judge.actions import remove
from ...judge.ladders import Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="limit_conn",
    title=_lt("nginx allows too few connections from one address"),
    in_order=_lt("No limit on simultaneous connections refuses Odoo's clients."),
    explanation=_lt(
        "While other connections were open (websockets of this check: %(beside)s), nginx"
        " refused the next one from the same address with %(status)s. One after the other they"
        " are accepted. Every user keeps a websocket open, and all users of an office or a"
        " mobile network share one address. Remove the limit, or allow several hundred"
        " connections."
    ),
    symptom=_lt("Real-time messages reach the first user of an office, and no others."),
    actions=[remove("limit_conn …;")],
    of_anybody=True,
    concerns=[Handshake.REFUSED],
)
def check(limits):
    """Return evidence of refusals that come only while another websocket is open."""
    if not limits.flag("limited") or limits.text("kind") != "at_once":
        return None
    return evidence(
        location=limits.text("location"),
        limits=_lt(
            "%(where)s: HTTP %(status)s while others are open (%(beside)s), HTTP %(alone)s"
            " alone"
        ),
        values={
            "where": limits.text("location"),
            "alone": limits.get("after_pause"),
            "status": limits.status,
            "beside": limits.get("beside", "?"),
        },
    )

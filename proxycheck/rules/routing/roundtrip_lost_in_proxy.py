"""The websocket opens through the proxy, but notifications arrive only without the proxy."""

from ...judge.actions import put
from ...judge.ladders import Delivery
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import outcome
from ...nginx import WEBSOCKET_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt("The websocket opens, but no notifications arrive through it"),
    in_order=_lt("No notification is lost in the reverse proxy."),
    explanation=_lt(
        "A websocket opened through the reverse proxy and ended: %(ended)s. None of the"
        " notifications that were sent meanwhile arrived. On a websocket directly to Odoo they"
        " arrive in %(latency)s ms. Either another Odoo or another database answers the"
        " websocket, or something in between drops its frames."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, although the browser shows a connection."
    ),
    actions=[put(WEBSOCKET_PASS)],
    concerns=[Delivery.LOST],
)
def check(roundtrip, direct_roundtrip):
    """Return evidence when nothing arrives through the proxy and the direct websocket delivers."""
    if (
        not roundtrip.flag("connected")
        or roundtrip.flag("delivered")
        or not direct_roundtrip.flag("delivered")
    ):
        return None
    ended = roundtrip.part("ended")
    return evidence(
        roundtrip=_lt("opened, nothing received; ended: %(ended)s %(detail)s"),
        direct_roundtrip=_lt("notification received after %(latency)s ms"),
        values={
            "ended": outcome(ended),
            "detail": ended.text("detail"),
            "latency": direct_roundtrip.get("latency_ms"),
        },
    )

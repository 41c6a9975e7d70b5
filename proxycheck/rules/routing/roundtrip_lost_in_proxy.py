"""The websocket opens through the proxy, but what is sent over it arrives only directly."""

from ...judge.ladders import Delivery
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_PROXY_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/websocket",
    title=_lt("The websocket opens, but notifications do not come through it"),
    in_order=_lt("No notification is lost in the proxy."),
    explanation=_lt(
        "Through the proxy a websocket opened and ended with “%(ended)s”; none of the"
        " notifications sent meanwhile arrived, while they arrive in %(latency)s ms on a websocket"
        " straight to Odoo. The websocket is answered by another Odoo or another database than the"
        " pages, or something on the way drops its frames."
    ),
    symptom=_lt("Chat is silent although the browser shows a connection."),
    fix=WEBSOCKET_PROXY_PASS,
    concerns=[Delivery.LOST],
)
def check(roundtrip, direct_roundtrip):
    """Convict silence through the proxy where the direct line delivers."""
    if (
        not roundtrip.flag("opened")
        or roundtrip.flag("delivered")
        or not direct_roundtrip.flag("delivered")
    ):
        return None
    ended = roundtrip.part("ended")
    return evidence(
        roundtrip=f"opened, nothing received; ended: {ended.text('outcome')} {ended.text('detail')}".strip(),
        direct_roundtrip=f"received after {direct_roundtrip.get('latency_ms')} ms",
        values={
            "ended": ended.text("outcome"),
            "latency": direct_roundtrip.get("latency_ms"),
        },
    )

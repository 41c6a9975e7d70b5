"""nginx refuses requests that come too fast (``limit_req``) or too many at once (``limit_conn``)."""

from ...judge.actions import add, put
from ...judge.ladders import Handshake
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="limit_req",
    title=_lt("nginx allows fewer requests than one page of Odoo needs"),
    in_order=_lt("No limit on requests refuses Odoo's clients."),
    explanation=_lt(
        "nginx refused %(refused)s of %(asked)s requests to %(where)s with %(status)s. It"
        " accepts them with pauses in between, but not in quick succession. Opening one page"
        " of Odoo sends 20 to 60 requests within a second, and all users of an office share"
        " one address. Where only the first of several was accepted, the cause may also be a"
        " limit_conn."
    ),
    symptom=_lt(
        "Pages lose their styles or dialogs fail at random. Tabs cannot reconnect."
    ),
    actions=[
        add("limit_req_zone $binary_remote_addr zone=odoo:10m rate=100r/s;", "http"),
        put("limit_req zone=odoo burst=200 nodelay;"),
    ],
    of_anybody=True,
    concerns=[Handshake.LIMITED],
)
def check(
    limits,
    echo=NOTHING,
    echo_websocket=NOTHING,
    echo_below=NOTHING,
    handshake=NOTHING,
    roundtrip=NOTHING,
    browser_websocket=NOTHING,
    websocket_way=NOTHING,
    stream_websocket=NOTHING,
):
    """Return evidence of refusals that come with speed, in a block that accepts some requests."""
    # Long, for it asks eight probes, and names all that they showed.
    passed = {
        "/": [echo],
        "/websocket": [
            echo_websocket,
            echo_below,
            handshake,
            roundtrip,
            browser_websocket,
        ],
    }
    some = any(
        f.proven or f.get("opened") or f.flag("connected")
        for f in passed.get(limits.text("location"), ())
    )
    if limits.text("location") == "/websocket":
        streamed = stream_websocket.status == 200
        some = some or streamed or websocket_way.flag("passed")
    kind = limits.text("kind")
    if kind != "rate" and not (kind == "always" and some):
        return None
    return evidence(
        location=limits.text("location"),
        limits=_lt(
            "%(where)s: %(refused)s of %(asked)s refused with HTTP %(status)s; after a pause"
            " HTTP %(after)s"
        ),
        values={
            "after": limits.get("after_pause"),
            "refused": limits.get("refusals"),
            "asked": limits.get("requests"),
            "status": limits.status,
            "where": limits.text("location"),
        },
    )

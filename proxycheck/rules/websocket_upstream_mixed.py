"""The websocket opens only sometimes: its ``upstream`` has a server that is wrong or dead."""

from ..reading import says
from ..rule import Layer, Severity, _lt, evidence, rule

LIMITED = (429, 503)


@rule(
    needs=["handshake", "echo_websocket", "echo"],
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="upstream",
    location="/websocket",
    title=_lt("The upstream of the websocket has a server that is wrong or dead"),
    explanation=_lt(
        "Asked several times, the same request got different answers: %(failed)s of %(asked)s"
        " failed. nginx hands requests to the servers of an upstream in turn, and not every one of"
        " them is Odoo's evented process on port %(gevent_port)s."
    ),
    symptom=_lt(
        "Real time works for some people and some moments, and fails for others."
    ),
    fix="""upstream odoochat {
    server 127.0.0.1:%(gevent_port)s;
}""",
    explains=[
        "websocket_refused_to_server_only",
        "websocket_blocked_for_browser",
        "websocket_location_missing",
        "websocket_sent_to_http_port",
        "websocket_upstream_dead",
        "websocket_upstream_silent",
        "websocket_upgrade_and_connection_missing",
    ],
)
def check(handshake, echo_websocket, echo):
    """Convict different answers to one question, unless a limit explains them."""
    rows = handshake.rows("tries") + echo_websocket.rows("tries")
    if any(row.status in LIMITED for row in rows):
        return None
    good = [row for row in rows if row.flag("accept_ok") or row.flag("evented")]
    failed = len(rows) - len(good)
    plain = echo_websocket.rows("tries")
    kinds = {
        (row.text("outcome"), row.status, row.get("evented") is True) for row in plain
    }
    opened, tried = handshake.number("opened") or 0, len(handshake.rows("tries"))
    if len(kinds) < 2 and not 0 < opened < tried:
        return None
    if (
        opened == tried
        and all(row.proven for row in plain)
        and not any(row.flag("evented") for row in plain)
    ):
        return None
    seen = sorted(
        f"{row.status or row.text('outcome')}{' evented' if row.flag('evented') else ''}"
        for row in plain
    )
    return evidence(
        echo_websocket=f"GET /websocket, {len(plain)} times → {', '.join(seen)}",
        handshake=f"websocket handshake: {opened} of {tried} opened; one other → {says(handshake)}",
        values={"failed": failed, "asked": len(rows)},
    )

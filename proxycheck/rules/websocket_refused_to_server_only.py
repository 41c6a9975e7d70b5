"""Websockets work for people; only Odoo's own server is refused one."""

from ..reading import never_opened, says, works
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=[
        "server.echo",
        "server.handshake",
        "browser.echo",
        "browser.websocket",
        "browser.roundtrip",
    ],
    severity=Severity.INFO,
    layer=Layer.NETWORK,
    directive="network filter",
    title=_lt("Websockets work for people, but not for Odoo's own server"),
    in_order=_lt("Odoo's own server is not refused the websocket that people get."),
    explanation=_lt(
        "This browser opened %(opened)s of %(opened)s websockets and a notification came back in"
        " %(latency)s ms; asked by Odoo's own server, the same address said: %(seen)s. Something"
        " treats the two differently, such as a bot filter. Nobody is hurt, but the scheduled"
        " checks of this address will report it."
    ),
    symptom=_lt("None."),
    fix="",
    # What the server saw is refuted by people's own experience.
    explains=[
        "access_denied",
        "answered_by_return",
        "password_asked",
        "roundtrip_lost_in_proxy",
        "websocket_connection_header_wrong",
        "websocket_handshake_headers_lost",
        "websocket_location_is_longpolling",
        "websocket_location_missing",
        "websocket_location_with_slash",
        "websocket_map_inverted",
        "websocket_path_rewritten",
        "websocket_sent_to_http_port",
        "websocket_swallowed",
        "websocket_upgrade_and_connection_missing",
        "websocket_upgrade_header_missing",
        "websocket_upstream_dead",
        "websocket_upstream_silent",
    ],
)
def check(echo, handshake, browser_echo, websocket, roundtrip):
    """Tell of a refusal that people never meet."""
    if not never_opened(handshake) or not works(websocket):
        return None
    if len(websocket.rows("tries")) < 2 or not roundtrip.flag("delivered"):
        return None
    return evidence(
        directive=_directive(handshake),
        server_handshake=f"websocket handshake → {says(handshake)}",
        browser_roundtrip=f"received after {roundtrip.get('latency_ms')} ms",
        values={
            "opened": websocket.number("opened"),
            "latency": roundtrip.get("latency_ms"),
            "seen": says(handshake),
        },
    )


def _directive(handshake):
    """What refused the server, where its answer tells."""
    if handshake.status == 401:
        return "auth_basic"
    nginx = handshake.text("spoken_by") == "nginx"
    return "deny" if handshake.status == 403 and nginx else ""

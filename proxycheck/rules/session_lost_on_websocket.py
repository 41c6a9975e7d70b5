"""The session cookie reaches Odoo with pages, and not under ``/websocket``."""

from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["browser.echo", "browser.echo_websocket"],
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Cookie",
    location="/websocket",
    title=_lt("The session cookie does not reach Odoo under /websocket"),
    in_order=_lt("The session cookie is not lost under /websocket."),
    explanation=_lt(
        "The same browser is user %(uid)s for Odoo's pages and nobody under /websocket. A websocket"
        " without a session belongs to nobody, so it is sent none of that person's notifications."
    ),
    symptom=_lt("The connection looks fine, yet chat and notifications stay silent."),
    fix="proxy_set_header Cookie $http_cookie;",
)
def check(echo, echo_websocket):
    """Convict when the cookie came with one request and not with the other."""
    uid = echo.number("uid")
    if (
        not (echo.proven and echo_websocket.proven)
        or not uid
        or echo_websocket.number("uid")
    ):
        return None
    sent, lost = echo.received("cookie") or "", echo_websocket.received("cookie") or ""
    if "session_id" not in sent or "session_id" in lost:
        return None
    return evidence(
        browser_echo=f"GET / → user {uid}, with session_id",
        browser_echo_websocket="GET /websocket → nobody, without session_id",
        values={"uid": uid},
    )

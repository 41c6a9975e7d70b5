"""The session cookie reaches Odoo with pages, and not under ``/websocket``."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
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
def check(browser_echo, browser_echo_websocket):
    """Convict when the cookie came with one request and not with the other."""
    uid = browser_echo.number("uid")
    if (
        not (browser_echo.proven and browser_echo_websocket.proven)
        or not uid
        or browser_echo_websocket.number("uid")
    ):
        return None
    sent, lost = (
        browser_echo.received("cookie") or "",
        browser_echo_websocket.received("cookie") or "",
    )
    if "session_id" not in sent or "session_id" in lost:
        return None
    return evidence(
        browser_echo=f"GET / → user {uid}, with session_id",
        browser_echo_websocket="GET /websocket → nobody, without session_id",
        values={"uid": uid},
    )

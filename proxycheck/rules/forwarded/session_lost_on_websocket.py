"""Odoo receives the session cookie with pages, and not under ``/websocket``."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_set_header Cookie",
    location="/websocket",
    title=_lt("Odoo does not receive the session cookie under /websocket"),
    in_order=_lt("The session cookie is not lost under /websocket."),
    explanation=_lt(
        "For Odoo's pages this browser is user %(uid)s. Under /websocket it is nobody. A"
        " websocket without a session belongs to no user, so it gets none of that user's"
        " notifications."
    ),
    symptom=_lt(
        "The connection seems to work, but chat messages and notifications do not arrive."
    ),
    actions=[put("proxy_set_header Cookie $http_cookie;")],
)
def check(browser_echo, browser_echo_websocket):
    """Return evidence when the cookie came with one request and not with the other."""
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
        browser_echo=_lt("GET /: user %(uid)s, with session_id"),
        browser_echo_websocket=_lt("GET /websocket: no user, without session_id"),
        values={"uid": uid},
    )

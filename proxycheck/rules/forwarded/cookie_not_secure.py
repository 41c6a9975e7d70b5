"""On https, cookies are not marked Secure."""

from ...echo import PROBE_COOKIE
from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule


def _seen_from_outside(page):
    """Return evidence of the same, for the cookie of a visitor's session."""
    cookie = page.text("cookie")
    words = [word.strip().lower() for word in cookie.split(";")[1:]]
    if not cookie or not page.text("asked").startswith("https://"):
        return None
    if "secure" in words:
        return None
    return evidence(page=_lt("Set-Cookie: %(cookie)s"), values={"cookie": cookie})


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="proxy_cookie_flags",
    location="/",
    title=_lt("Cookies are not marked Secure although the address uses https"),
    in_order=_lt("No cookie lacks Secure on https."),
    explanation=_lt(
        "Odoo's cookie arrived as “%(cookie)s”. Odoo does not add “Secure” itself. With"
        " “Secure” a browser never sends the session over plain http, whatever link a user"
        " follows. The directive proxy_cookie_flags needs nginx 1.19.3 or newer."
    ),
    symptom=_lt("None. One protection less on public networks."),
    actions=[put("proxy_cookie_flags ~ secure samesite=lax;")],
    outside=_seen_from_outside,
)
def check(echo):
    """Return evidence of our own cookie without the attribute on https."""
    base = echo.address("base")
    if not echo.proven or not base or base[0] != "https":
        return None
    for cookie in echo.texts("set_cookie"):
        words = [word.strip().lower() for word in cookie.split(";")[1:]]
        if cookie.startswith(f"{PROBE_COOKIE}=") and "secure" not in words:
            return evidence(
                echo=_lt("Set-Cookie: %(cookie)s"), values={"cookie": cookie[:200]}
            )
    return None

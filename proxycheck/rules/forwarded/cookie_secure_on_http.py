"""Cookies are marked Secure on a plain http address: browsers drop them."""

from ...echo import PROBE_COOKIE
from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule


def _seen_from_outside(page):
    """Return evidence of the same, for the cookie of a visitor's session."""
    cookie = page.text("cookie")
    words = [word.strip().lower() for word in cookie.split(";")[1:]]
    if not cookie or not page.text("asked").startswith("http://"):
        return None
    if "secure" not in words:
        return None
    return evidence(page=_lt("Set-Cookie: %(cookie)s"), values={"cookie": cookie})


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_cookie_flags",
    location="/",
    title=_lt("Cookies are marked Secure although the address uses plain http"),
    in_order=_lt("No cookie is marked Secure on plain http."),
    explanation=_lt(
        "Odoo's cookie arrived as “%(cookie)s” over http. Browsers accept Secure cookies only"
        " over https, so the session is lost with every request. “proxy_cookie_flags … secure”"
        " causes this, or a proxy_cookie_path that appends “; Secure”. Remove it until the"
        " address uses https."
    ),
    symptom=_lt("After the right password the login page appears again."),
    actions=[put("proxy_cookie_flags off;")],
    outside=_seen_from_outside,
)
def check(echo):
    """Return evidence of the Secure attribute on an http response; Odoo itself never sets it there."""
    base = echo.address("base")
    if not echo.proven or not base or base[0] != "http":
        return None
    for cookie in echo.texts("set_cookie"):
        words = [word.strip().lower() for word in cookie.split(";")[1:]]
        if cookie.startswith(f"{PROBE_COOKIE}=") and "secure" in words:
            return evidence(
                echo=_lt("Set-Cookie: %(cookie)s"), values={"cookie": cookie[:200]}
            )
    return None

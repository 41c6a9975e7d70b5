"""Cookies are marked Secure on a plain http address: browsers drop them."""

from ...echo import PROBE_COOKIE
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_cookie_flags",
    location="/",
    title=_lt("Cookies are marked Secure although the address is plain http"),
    in_order=_lt("No cookie is marked Secure on plain http."),
    explanation=_lt(
        "Odoo's cookie arrived as “%(cookie)s” over http. Browsers keep Secure cookies only from"
        " https, so the session is lost with every request. “proxy_cookie_flags … secure” or a"
        " proxy_cookie_path that appends “; Secure” does this."
    ),
    symptom=_lt("After a right password the login page comes again."),
    fix="# until the address has https: proxy_cookie_flags off;",
)
def check(echo):
    """Convict the Secure attribute on an http answer; Odoo itself never sets it there."""
    base = echo.address("base")
    if not echo.proven or not base or base[0] != "http":
        return None
    for cookie in echo.texts("set_cookie"):
        words = [word.strip().lower() for word in cookie.split(";")[1:]]
        if cookie.startswith(f"{PROBE_COOKIE}=") and "secure" in words:
            return evidence(
                echo=f"Set-Cookie: {cookie[:200]}", values={"cookie": cookie[:120]}
            )
    return None

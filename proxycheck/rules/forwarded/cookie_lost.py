"""A cookie that Odoo sets does not arrive, or arrives for another path or name."""

from ...echo import PROBE_COOKIE
from ...judge.actions import put, remove
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import ABSENT

NAME = f"{PROBE_COOKIE}="


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=[
        "proxy_hide_header Set-Cookie",
        "proxy_cookie_path",
        "proxy_cookie_domain",
    ],
    location="/",
    title=_lt("Odoo's cookies do not reach the browser as Odoo sets them"),
    in_order=_lt("Odoo's cookies arrive as Odoo sets them."),
    explanation=_lt(
        "Odoo set a cookie for the whole site. The browser got: %(arrived)s. Without its"
        " session cookie nobody can log in. “proxy_hide_header Set-Cookie”, proxy_cookie_path,"
        " proxy_cookie_domain or proxy_cookie_flags causes this."
    ),
    symptom=_lt("After the right password the login page appears again."),
    actions=[remove("proxy_hide_header Set-Cookie;")],
)
def check(echo):
    """Return evidence of a missing Set-Cookie, a changed path or a foreign domain."""
    if not echo.proven or "set_cookie" not in echo or not echo.flag("cookie_asked"):
        return None
    ours = [cookie for cookie in echo.texts("set_cookie") if cookie.startswith(NAME)]
    if not ours:
        return evidence(echo=_lt("Set-Cookie: %(arrived)s"), values={"arrived": ABSENT})
    attributes = dict(_pair(part) for part in ours[0].split(";")[1:])
    if attributes.get("path", "/") != "/":
        return _changed(ours[0], "proxy_cookie_path")
    host = (echo.address("base") or ["", "", 0])[1]
    domain = attributes.get("domain", "").lstrip(".")
    if domain and not f".{host}".endswith(f".{domain}"):
        return _changed(ours[0], "proxy_cookie_domain")
    return None


def _pair(part):
    name, _equals, value = part.partition("=")
    return name.strip().lower(), value.strip()


def _changed(cookie, directive):
    return evidence(
        echo=_lt("Set-Cookie: %(arrived)s"),
        directive=directive,
        actions=[put(f"{directive} off;")],
        values={"arrived": cookie[:200]},
    )

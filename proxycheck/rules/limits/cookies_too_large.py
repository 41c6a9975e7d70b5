"""nginx refuses requests with many cookies: ``large_client_header_buffers``."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import by_proxy

#: How proxies refuse too large headers; 494 is nginx's own word for its 400.
TOO_LARGE = (400, 414, 431, 494)


def _seen_from_outside(cookie_size, page):
    """Return evidence when a proxy refuses the login page for its cookies alone."""
    if not page.answered or not by_proxy(cookie_size):
        return None
    return _evidence(cookie_size) if cookie_size.status in TOO_LARGE else None


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="large_client_header_buffers",
    location="/",
    title=_lt("nginx refuses browsers with many cookies"),
    in_order=_lt("Browsers with many cookies are accepted."),
    explanation=_lt(
        "A request with %(bytes)s bytes of cookies got: %(seen)s. Without them it is"
        " accepted. By default nginx accepts 8 kB in one header line. Here the limit was"
        " lowered."
    ),
    symptom=_lt(
        "Some users see “400 Request Header Or Cookie Too Large” until they delete their"
        " cookies."
    ),
    actions=[put("large_client_header_buffers 4 16k;", "server")],
    outside=_seen_from_outside,
)
def check(cookie_size, echo):
    """Return evidence when the very request is refused that is accepted without the cookies."""
    if not echo.proven or cookie_size.proven or cookie_size.status not in TOO_LARGE:
        return None
    return _evidence(cookie_size)


def _evidence(cookie_size):
    return evidence(
        cookie_size=_lt("GET with %(bytes)s bytes of cookies: %(seen)s"),
        values={"bytes": cookie_size.get("cookie_bytes"), "seen": says(cookie_size)},
    )

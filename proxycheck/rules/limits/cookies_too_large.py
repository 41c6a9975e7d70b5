"""nginx refuses requests with many cookies: ``large_client_header_buffers``."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says


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
)
def check(cookie_size, echo):
    """Return evidence when the very request is refused that is accepted without the cookies."""
    if (
        not echo.proven
        or cookie_size.proven
        or cookie_size.status not in (400, 414, 431, 494)
    ):
        return None
    return evidence(
        cookie_size=_lt("GET with %(bytes)s bytes of cookies: %(seen)s"),
        values={"bytes": cookie_size.get("cookie_bytes"), "seen": says(cookie_size)},
    )

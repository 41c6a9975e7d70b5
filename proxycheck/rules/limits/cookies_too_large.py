"""Requests with many cookies are refused: ``large_client_header_buffers``."""

from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="large_client_header_buffers",
    location="/",
    title=_lt("Browsers with many cookies are refused"),
    in_order=_lt("Browsers with many cookies get through."),
    explanation=_lt(
        "A request with %(bytes)s bytes of cookies got %(seen)s; without them it passes. nginx's"
        " default takes 8 kB in one header line; here it was lowered."
    ),
    symptom=_lt(
        "Some people see “400 Request Header Or Cookie Too Large” until they delete their cookies."
    ),
    fix="large_client_header_buffers 4 16k;",
)
def check(cookie_size, echo):
    """Convict a refusal of the very request that passes without the cookies."""
    if (
        not echo.proven
        or cookie_size.proven
        or cookie_size.status not in (400, 414, 431, 494)
    ):
        return None
    return evidence(
        cookie_size=f"GET with {cookie_size.get('cookie_bytes')} bytes of cookies → {says(cookie_size)}",
        values={"bytes": cookie_size.get("cookie_bytes"), "seen": says(cookie_size)},
    )

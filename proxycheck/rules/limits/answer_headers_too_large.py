"""nginx refuses Odoo's responses with large headers: ``proxy_buffer_size``."""

from ...judge.actions import put
from ...judge.ladders import Site
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import by_proxy

NOT_SHOWN = _lt("Without a key nothing made Odoo answer with large headers here.")
REFUSED = (500, 502)
#: How Odoo's “/” leads to its pages.
REDIRECTS = (302, 303)


def _seen_from_outside(header_size):
    """Return evidence of a bad gateway for a redirect that is answered while it is short."""
    if header_size.flag("repeated"):
        return None
    if header_size.number("short_status") not in REDIRECTS or not by_proxy(header_size):
        return Message(NOT_SHOWN)
    refused = header_size.status in REFUSED and header_size.flag("steady")
    return _evidence(header_size) if refused else Message(NOT_SHOWN)


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_buffer_size",
    location="/",
    title=_lt("nginx refuses Odoo's responses with large headers"),
    in_order=_lt("Responses with large headers are forwarded."),
    explanation=_lt(
        "A response with %(bytes)s bytes of headers became: %(seen)s. Smaller ones are"
        " forwarded. All headers of a response must fit into proxy_buffer_size, which is 4 or"
        " 8 kB by default. Here it is smaller."
    ),
    symptom=_lt(
        "Some pages, often after a login through another site, end in “502 Bad Gateway”."
    ),
    actions=[
        put("proxy_buffer_size 16k;"),
        put("proxy_buffers 8 16k;"),
        put("proxy_busy_buffers_size 32k;"),
    ],
    concerns=[Site.DETAIL],
    outside=_seen_from_outside,
)
def check(header_size, echo):
    """Return evidence of a 502 for the very request that is answered with small headers."""
    if not echo.proven or header_size.proven or header_size.status not in REFUSED:
        return None
    return _evidence(header_size)


def _evidence(header_size):
    return evidence(
        header_size=_lt("response with %(bytes)s bytes of headers: %(seen)s"),
        values={"bytes": header_size.get("header_bytes"), "seen": says(header_size)},
    )

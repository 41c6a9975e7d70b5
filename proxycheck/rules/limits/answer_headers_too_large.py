"""Odoo's answers with large headers are refused: ``proxy_buffer_size``."""

from ...judge.ladders import Site
from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_buffer_size",
    location="/",
    title=_lt("nginx refuses answers of Odoo's whose headers are large"),
    in_order=_lt("Answers with large headers pass."),
    explanation=_lt(
        "An answer with %(bytes)s bytes of headers became %(seen)s; smaller ones pass. The whole"
        " head of an answer must fit into proxy_buffer_size, 4 or 8 kB by default; here it is"
        " smaller."
    ),
    symptom=_lt(
        "Some pages, often after a login through another site, end in “502 Bad Gateway”."
    ),
    fix="proxy_buffer_size 16k;\nproxy_buffers 8 16k;",
    concerns=[Site.DETAIL],
)
def check(header_size, echo):
    """Convict a 502 for the very request that passes with small headers."""
    if not echo.proven or header_size.proven or header_size.status not in (500, 502):
        return None
    return evidence(
        header_size=f"answer with {header_size.get('header_bytes')} bytes of headers → {says(header_size)}",
        values={"bytes": header_size.get("header_bytes"), "seen": says(header_size)},
    )

"""Answers are held back although Odoo asks that they are not."""

from ..rule import Layer, Severity, _lt, evidence, rule
from .answers_buffered import held_back


@rule(
    needs=["stream"],
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="proxy_ignore_headers",
    location="/",
    title=_lt("Answers are held back even when Odoo asks that they are not"),
    explanation=_lt(
        "Four pieces sent over 300 ms arrived within %(spread)s ms of each other, and within"
        " %(accel)s ms with X-Accel-Buffering: no. “proxy_ignore_headers X-Accel-Buffering”,"
        " compression or a cache holds them, or a CDN in front of nginx."
    ),
    symptom=_lt("Usually none; streamed answers appear all at once."),
    fix="# remove: proxy_ignore_headers X-Accel-Buffering;\nproxy_buffering off;",
)
def check(stream):
    """Tell of a stream that is whole either way."""
    if not held_back(stream) or not held_back(stream.part("accel_no")):
        return None
    spread, accel = (
        stream.number("spread_ms"),
        stream.part("accel_no").number("spread_ms"),
    )
    return evidence(
        stream=f"arrived within {spread} ms; with X-Accel-Buffering: no within {accel} ms",
        values={"spread": spread, "accel": accel},
    )

"""Scripts and styles are sent uncompressed: ``gzip``."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import ABSENT


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="gzip",
    title=_lt("Scripts and styles are sent uncompressed"),
    in_order=_lt("Scripts and styles are sent compressed."),
    explanation=_lt(
        "A style sheet of %(bytes)s bytes came without Content-Encoding, although the request"
        " accepts gzip. Odoo's pages load several megabytes of scripts and styles. Compressed"
        " they are a quarter of that."
    ),
    symptom=_lt("The first page load is slow on slow connections."),
    actions=[
        put("gzip on;"),
        put(
            "gzip_types text/css text/plain application/javascript text/javascript application/json image/svg+xml;"
        ),
    ],
    outside=True,
)
def check(static):
    """Return evidence of a style sheet that came uncompressed: every list of types has text/css."""
    style = static.part("style")
    if style.status != 200 or style.text("encoding"):
        return None
    size = style.get("body_bytes")
    return evidence(
        static=_lt("%(path)s: %(bytes)s bytes, Content-Encoding %(absent)s"),
        values={"path": style.text("path"), "bytes": size, "absent": ABSENT},
    )

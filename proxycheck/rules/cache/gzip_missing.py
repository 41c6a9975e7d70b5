"""Scripts and styles travel uncompressed: ``gzip``."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="gzip",
    title=_lt("Scripts and styles are sent uncompressed"),
    in_order=_lt("Scripts and styles are sent compressed."),
    explanation=_lt(
        "A style sheet of %(bytes)s bytes came without Content-Encoding although the request"
        " accepts gzip. Odoo's pages load several megabytes of scripts and styles; compressed it"
        " is a quarter."
    ),
    symptom=_lt("The first page of the day is slow on thin lines."),
    fix="""gzip on;
gzip_types text/css text/plain application/javascript text/javascript application/json image/svg+xml;""",
)
def check(static):
    """Tell of a style sheet that came as it is: every list of types has text/css."""
    style = static.part("style")
    if style.status != 200 or style.text("encoding"):
        return None
    size = style.get("body_bytes")
    return evidence(
        static=f"{style.text('path')}: {size} bytes, Content-Encoding (absent)",
        values={"bytes": size},
    )

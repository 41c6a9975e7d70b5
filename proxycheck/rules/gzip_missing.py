"""Scripts and styles travel uncompressed: ``gzip``."""

from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["static"],
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="gzip",
    title=_lt("Scripts and styles are sent uncompressed"),
    explanation=_lt(
        "A script of %(bytes)s bytes came without Content-Encoding although the request accepts"
        " gzip. Odoo's pages load several megabytes of them; compressed it is a quarter."
    ),
    symptom=_lt("The first page of the day is slow on thin lines."),
    fix="""gzip on;
gzip_types text/css text/plain application/javascript text/javascript application/json image/svg+xml;""",
)
def check(static):
    """Tell of a script that came as it is."""
    if static.status != 200 or static.header("content-encoding"):
        return None
    return evidence(
        static=f"{static.text('path')}: {static.get('body_bytes')} bytes, Content-Encoding (absent)",
        values={"bytes": static.get("body_bytes")},
    )

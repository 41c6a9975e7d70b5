"""A real upload of little more than 1 MiB is refused before Odoo."""

from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["browser.echo", "browser.upload"],
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="client_max_body_size",
    title=_lt("Uploads of little more than 1 MB are refused"),
    explanation=_lt(
        "This browser sent %(sent)s bytes and was answered with HTTP 413 before Odoo saw them."
        " That is nginx's default, client_max_body_size 1m."
    ),
    symptom=_lt(
        "Attachments and photos fail to upload, often without a clear message."
    ),
    fix="client_max_body_size 128m;",
)
def check(echo, upload):
    """Convict a 413 that Odoo did not write."""
    if (
        not upload.flag("refused")
        or upload.proven
        or upload.text("spoken_by") == "odoo_echo"
    ):
        return None
    return evidence(
        browser_upload=f"POST of {upload.get('sent_bytes')} bytes → HTTP {upload.status}",
        values={"sent": upload.get("sent_bytes")},
    )

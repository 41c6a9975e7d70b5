"""A small upload of a real browser is refused before Odoo."""

from ...judge.ladders import Upload
from ...judge.reading import size
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="client_max_body_size",
    title=_lt("An upload of %(size)s is refused before Odoo"),
    in_order=_lt("A small upload of this browser passes."),
    explanation=_lt(
        "This browser sent %(sent)s bytes and was answered with HTTP 413 before Odoo saw them."
        " nginx's default, client_max_body_size 1m, does this."
    ),
    symptom=_lt(
        "Attachments and photos fail to upload, often without a clear message."
    ),
    fix="client_max_body_size 128m;",
    concerns=[Upload.TRIED],
)
def check(browser_upload):
    """Convict a 413 that Odoo did not write."""
    if (
        not browser_upload.flag("refused")
        or browser_upload.proven
        or browser_upload.text("spoken_by") == "odoo_echo"
    ):
        return None
    return evidence(
        browser_upload=f"POST of {browser_upload.get('sent_bytes')} bytes → HTTP {browser_upload.status}",
        values={
            "sent": browser_upload.get("sent_bytes"),
            "size": size(browser_upload.number("sent_bytes") or 0),
        },
    )

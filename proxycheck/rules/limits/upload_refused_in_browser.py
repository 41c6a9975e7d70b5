"""A small upload of a browser is refused before it reaches Odoo."""

from ...judge.actions import put
from ...judge.ladders import Upload
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import size


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="client_max_body_size",
    title=_lt("An upload of %(size)s is refused before it reaches Odoo"),
    in_order=_lt("A small upload of this browser is accepted."),
    explanation=_lt(
        "This browser sent %(sent)s bytes and got HTTP 413. Odoo did not receive them."
        " nginx's default, client_max_body_size 1m, causes this."
    ),
    symptom=_lt(
        "Attachments and photos cannot be uploaded, often without a clear message."
    ),
    actions=[put("client_max_body_size 128m;")],
    concerns=[Upload.TRIED],
)
def check(browser_upload):
    """Return evidence of a 413 that Odoo did not write."""
    if (
        not browser_upload.flag("refused")
        or browser_upload.proven
        or browser_upload.text("spoken_by") == "odoo_echo"
    ):
        return None
    return evidence(
        browser_upload=_lt("POST of %(sent)s bytes: HTTP %(status)s"),
        values={
            "status": browser_upload.status,
            "sent": browser_upload.get("sent_bytes"),
            "size": size(browser_upload.number("sent_bytes") or 0),
        },
    )

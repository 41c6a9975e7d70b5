"""nginx stops waiting for slow pages before Odoo does: ``proxy_read_timeout`` of ``/``."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: nginx's default; what was lowered below it was lowered on purpose or by mistake.
DEFAULT = 59.5


@rule(
    severity=[Severity.INFO, Severity.WARNING],
    layer=Layer.NGINX,
    directive="proxy_read_timeout",
    location="/",
    title=_lt("nginx stops waiting for a slow page after %(seconds)s seconds"),
    in_order=_lt("The reverse proxy waits for slow pages."),
    explanation=_lt(
        "nginx answered HTTP %(status)s after %(seconds)s s, while Odoo was still working on"
        " the page. Odoo lets a request run for limit_time_real, 120 s by default. Reports and"
        " imports that take longer than nginx waits fail, although Odoo finishes them."
    ),
    symptom=_lt("Long reports, imports and exports end in “504 Gateway Time-out”."),
    actions=[put("proxy_read_timeout 720s;")],
)
def check(hold_root):
    """Return evidence of a page that nginx ended; less than nginx's own default is a warning."""
    seconds = hold_root.number("held_s")
    if hold_root.flag("held") or hold_root.status != 504 or seconds is None:
        return None
    return evidence(
        Severity.WARNING if seconds < DEFAULT else None,
        hold_root=_lt(
            "a page of %(asked)s s ended after %(measured)s s with HTTP %(status)s"
        ),
        values={
            "asked": hold_root.get("asked_s"),
            "measured": seconds,
            "seconds": round(seconds),
            "status": hold_root.status,
        },
    )

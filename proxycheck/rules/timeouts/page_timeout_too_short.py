"""nginx gives up on slow pages before Odoo does: ``proxy_read_timeout`` of ``/``."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: nginx's default; what was lowered below it was lowered on purpose or by mistake.
DEFAULT = 59.5


@rule(
    severity=[Severity.INFO, Severity.WARNING],
    layer=Layer.NGINX,
    directive="proxy_read_timeout",
    location="/",
    title=_lt("nginx gives up on a slow page after %(seconds)s seconds"),
    in_order=_lt("The proxy waits for slow pages."),
    explanation=_lt(
        "A page on which Odoo took its time was ended after %(seconds)s s with HTTP %(status)s."
        " Odoo itself lets a request run for limit_time_real, 120 s by default: reports and"
        " imports that take longer than nginx waits fail although Odoo finishes them."
    ),
    symptom=_lt("Long reports, imports and exports end in “504 Gateway Time-out”."),
    fix="proxy_read_timeout 720s;",
)
def check(hold_root):
    """Tell of a page that nginx ended; less than nginx's own default is a warning."""
    seconds = hold_root.number("held_s")
    if hold_root.flag("held") or hold_root.status not in (502, 504) or seconds is None:
        return None
    return evidence(
        Severity.WARNING if seconds < DEFAULT else None,
        hold_root=f"a page of {hold_root.get('asked_s')} s ended after {seconds} s with HTTP"
        f" {hold_root.status}",
        values={"seconds": round(seconds), "status": hold_root.status},
    )

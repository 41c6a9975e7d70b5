"""No process runs Odoo's scheduled actions."""

from ...judge.actions import set_to
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.ODOO,
    directive="max_cron_threads",
    title=_lt("No Odoo process runs scheduled actions"),
    in_order=_lt("A process runs Odoo's scheduled actions."),
    explanation=_lt(
        "max_cron_threads is 0. So mails wait, and this addon's own schedule and button never"
        " run, unless another Odoo process with cron threads serves this database."
    ),
    symptom=_lt(
        "Mails and reminders are not sent, and “Run proxy check” stays queued."
    ),
    actions=[set_to("max_cron_threads = 2")],
    of_anybody=True,
)
def check(direct_odoo):
    """Return evidence of zero cron threads, unless scheduled actions have run lately all the same."""
    if direct_odoo.number("max_cron_threads") != 0 or direct_odoo.flag("cron_alive"):
        return None
    return evidence(direct_odoo=_lt("max_cron_threads = 0"))

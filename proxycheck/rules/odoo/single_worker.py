"""One HTTP worker: whoever waits makes everybody wait."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.INFO,
    layer=Layer.ODOO,
    directive="workers",
    title=_lt("Odoo has a single HTTP worker"),
    in_order=_lt("Odoo does not depend on a single HTTP worker."),
    explanation=_lt(
        "With “workers = 1” one slow report keeps everybody waiting. Odoo's rule of thumb is two"
        " workers a processor core plus one."
    ),
    symptom=_lt("Everything stands still while somebody prints or imports."),
    fix="# in odoo.conf: workers = 4",
    of_anybody=True,
)
def check(direct_odoo):
    """Tell of exactly one worker."""
    return (
        evidence(direct_odoo="workers = 1")
        if direct_odoo.number("workers") == 1
        else None
    )

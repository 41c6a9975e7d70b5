"""Odoo has one HTTP worker: a slow request makes everybody wait."""

from ...judge.actions import set_to
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.INFO,
    layer=Layer.ODOO,
    directive="workers",
    title=_lt("Odoo has a single HTTP worker"),
    in_order=_lt("Odoo does not depend on a single HTTP worker."),
    explanation=_lt(
        "With “workers = 1” one slow report makes everybody wait. Odoo's rule of thumb is two"
        " workers per processor core, plus one."
    ),
    symptom=_lt("Nobody can work while somebody prints or imports."),
    actions=[set_to("workers = 4")],
    of_anybody=True,
)
def check(direct_odoo):
    """Return evidence of exactly one worker."""
    return (
        evidence(direct_odoo=_lt("workers = 1"))
        if direct_odoo.number("workers") == 1
        else None
    )

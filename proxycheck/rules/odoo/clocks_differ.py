"""Odoo's clock and this computer's differ."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: One-time passwords live for 30 s and are accepted for one more on either side.
TOLERANCE_S = 60


@rule(
    severity=Severity.INFO,
    layer=Layer.ODOO,
    directive="clock",
    title=_lt("The clocks of Odoo's server and of this computer differ"),
    in_order=_lt("The clocks of Odoo's server and of this computer agree."),
    explanation=_lt(
        "Odoo's clock is %(offset)s seconds ahead of this computer's (accurate to %(error)s"
        " seconds). One of them is wrong. Set both by a time server: one-time passwords,"
        " sessions and certificates depend on the time."
    ),
    symptom=_lt("Login codes are refused, and times look wrong."),
    of_anybody=True,
)
def check(browser_clock):
    """Return evidence of an offset that the measurement's own error cannot explain."""
    offset, error = browser_clock.number("offset_s"), browser_clock.number("error_s")
    if offset is None or error is None or abs(offset) - error <= TOLERANCE_S:
        return None
    return evidence(
        browser_clock=_lt(
            "Odoo's clock minus this computer's: %(measured)s s ± %(error)s s"
        ),
        values={"measured": offset, "offset": round(offset), "error": error},
    )

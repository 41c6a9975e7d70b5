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
        "Odoo's clock is %(offset)s seconds ahead of this computer's (good to %(error)s seconds)."
        " One of them is wrong; set both by a time server. One-time passwords, sessions and"
        " certificates depend on it."
    ),
    symptom=_lt("Sign-in codes are refused, and times look shifted."),
    fix="",
    of_anybody=True,
)
def check(browser_clock):
    """Tell of an offset that the measurement's own error cannot explain."""
    offset, error = browser_clock.number("offset_s"), browser_clock.number("error_s")
    if offset is None or error is None or abs(offset) - error <= TOLERANCE_S:
        return None
    return evidence(
        browser_clock=f"Odoo's clock minus this computer's: {offset} s ± {error} s",
        values={"offset": round(offset), "error": error},
    )

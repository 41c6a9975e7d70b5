"""nginx collects answers before it passes them on: ``proxy_buffering``."""

from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["stream"],
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="proxy_buffering",
    location="/",
    title=_lt("nginx holds answers back until they are whole"),
    explanation=_lt(
        "Odoo sent four pieces over 300 ms; they arrived within %(spread)s ms of each other, and"
        " %(accel)s ms apart when Odoo asked for no buffering (X-Accel-Buffering: no). That is"
        " nginx's proxy_buffering, on by default. Odoo's pages and websockets do not need it off;"
        " modules that stream their answers do."
    ),
    symptom=_lt("Usually none; streamed answers appear all at once."),
    fix="proxy_buffering off;",
)
def check(stream):
    """Tell of a stream that is whole only without the header that switches buffering off."""
    if (
        not held_back(stream)
        or "accel_no" not in stream
        or held_back(stream.part("accel_no"))
    ):
        return None
    spread, accel = (
        stream.number("spread_ms"),
        stream.part("accel_no").number("spread_ms"),
    )
    return evidence(
        stream=f"four pieces sent over 300 ms arrived within {spread} ms; with X-Accel-Buffering: no"
        f" within {accel} ms",
        values={"spread": spread, "accel": accel},
    )


def held_back(facts):
    """Whether a whole stream came in one piece (sent over 300 ms, arrived within 100)."""
    spread = facts.number("spread_ms")
    whole = facts.status == 200 and facts.number("body_bytes") == facts.number(
        "expected_bytes"
    )
    return whole and spread is not None and spread < 100

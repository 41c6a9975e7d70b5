"""Browsers must load static files again each time, or keep them for too long: ``expires``."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import ABSENT

DAY = 86400
#: Files under /static have no version in their address: what is kept longer than
#: this is still old weeks after an update of Odoo.
TOO_LONG = 90 * DAY


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="expires",
    location="/web/static",
    title=_lt(
        "Browsers must not cache Odoo's static files, or cache them for too long"
    ),
    in_order=_lt("Browsers cache static files, and not for too long."),
    explanation=_lt(
        "%(path)s came with Cache-Control %(arrived)s. Odoo itself sends one week. Without it"
        " every page loads everything again. With months, browsers run old scripts after an"
        " update, because these addresses have no version."
    ),
    symptom=_lt(
        "Pages open slowly, or fail after an update until the browser's cache is cleared."
    ),
    actions=[put("expires 7d;")],
    outside=True,
)
def check(static):
    """Return evidence of no-store, no-cache, no age at all, or more than three months."""
    if static.status != 200:
        return None
    arrived = static.header("cache-control")
    words = [word.strip().lower() for word in arrived.split(",")]
    ages = [int(w[8:]) for w in words if w.startswith("max-age=") and w[8:].isdigit()]
    forbidden = {"no-store", "no-cache"} & set(words)
    if ages and not forbidden and 0 < max(ages) <= TOO_LONG:
        return None
    return evidence(
        static=_lt("%(path)s: Cache-Control %(arrived)s"),
        values={"path": static.text("path"), "arrived": arrived or ABSENT},
    )

"""``dbfilter`` does not let this database be chosen under the name that arrives."""

from ..reading import says
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["echo", "direct.echo", "direct.odoo"],
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="dbfilter",
    title=_lt("The database filter rejects this database under its public name"),
    explanation=_lt(
        "Asked with Host %(host)s, Odoo does not find this database: dbfilter is %(dbfilter)s."
        " Either the filter does not fit the name, or the proxy does not pass the name on."
    ),
    symptom=_lt("The database selector or “404 Not Found” appears, and websockets are refused with 404."),
    fix="",
    stranger=True,
)
def check(echo, direct_echo, odoo):
    """Convict Odoo's own 404 with a dbfilter set, directly and through the proxy alike."""
    if not odoo.text("dbfilter") or echo.proven or direct_echo.proven:
        return None
    if direct_echo.status != 404 or direct_echo.text("spoken_by") != "odoo":
        return None
    return evidence(
        direct_echo=f"GET with the public Host, straight to Odoo → {says(direct_echo)}",
        direct_odoo=f"dbfilter = {odoo.text('dbfilter')}",
        values={"dbfilter": odoo.text("dbfilter")},
    )

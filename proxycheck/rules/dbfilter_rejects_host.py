"""``dbfilter`` does not let this database be chosen under the name that arrives."""

from ..reading import says
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["echo", "direct.echo", "direct.odoo"],
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive="dbfilter",
    title=_lt("The database filter rejects this database under its public name"),
    in_order=_lt("The database filter accepts the public name."),
    explanation=_lt(
        "Asked with Host %(host)s, Odoo does not find this database: dbfilter is %(dbfilter)s."
        " Either the filter does not fit the name, or the proxy does not pass the name on."
    ),
    symptom=_lt(
        "The database selector or “404 Not Found” appears, and websockets are refused with 404."
    ),
    fix="",
    stranger=True,
    explains=["another_odoo_answers", "websocket_path_rewritten"],
)
def check(echo, direct_echo, odoo):
    """Convict Odoo's own 404 with a dbfilter set; who loses the name is told by the direct line."""
    if not odoo.text("dbfilter") or echo.proven or not _unknown_database(echo):
        return None
    by_name = "%h" in odoo.text("dbfilter") or "%d" in odoo.text("dbfilter")
    if direct_echo.proven and by_name:
        directive, location = "proxy_set_header Host", "/"
    elif _unknown_database(direct_echo):
        directive, location = "dbfilter", ""
    else:
        return None
    return evidence(
        directive=directive,
        location=location,
        fix="" if location == "" else "proxy_set_header Host $http_host;",
        echo=f"GET through the proxy → {says(echo)}",
        direct_echo=f"GET with the public Host, straight to Odoo → {says(direct_echo)}",
        direct_odoo=f"dbfilter = {odoo.text('dbfilter')}",
        values={"dbfilter": odoo.text("dbfilter")},
    )


def _unknown_database(facts):
    return facts.flag("no_database")

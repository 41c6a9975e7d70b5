"""``dbfilter`` does not let this database be chosen under the name that arrives."""

from ...judge.ladders import Handshake, Site
from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive=["dbfilter", "proxy_set_header Host"],
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
    of_anybody=True,
    concerns=[Site.WRONG_NAME, Handshake.ODOO_FAILS],
)
def check(echo, direct_echo, direct_odoo):
    """Convict Odoo's own 404 with a dbfilter set; who loses the name is told by the direct line."""
    if not direct_odoo.text("dbfilter") or echo.proven or not _unknown_database(echo):
        return None
    by_name = "%h" in direct_odoo.text("dbfilter") or "%d" in direct_odoo.text(
        "dbfilter"
    )
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
        direct_odoo=f"dbfilter = {direct_odoo.text('dbfilter')}",
        values={"dbfilter": direct_odoo.text("dbfilter")},
    )


def _unknown_database(facts):
    return facts.flag("no_database")

"""``dbfilter`` rejects this database for the name that arrives."""

from ...judge.actions import put
from ...judge.ladders import Handshake, Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.ODOO,
    directive=["dbfilter", "proxy_set_header Host"],
    title=_lt("The database filter rejects this database for its public name"),
    in_order=_lt("The database filter accepts the public name."),
    explanation=_lt(
        "Asked with Host %(host)s, Odoo does not find this database. dbfilter is"
        " %(dbfilter)s. Either the filter does not match the name, or the reverse proxy does"
        " not forward the name."
    ),
    symptom=_lt(
        "The database selector or “404 Not Found” appears. Websockets are refused with 404."
    ),
    of_anybody=True,
    concerns=[Site.WRONG_NAME, Handshake.ODOO_FAILS],
)
def check(echo, direct_echo, direct_odoo):
    """Return evidence of Odoo's own 404 with a dbfilter set; the direct request tells who loses the name."""
    # Long, for the sentence of what was seen stands whole.
    if not direct_odoo.text("dbfilter") or echo.proven or not _unknown_database(echo):
        return None
    by_name = "%h" in direct_odoo.text("dbfilter") or "%d" in direct_odoo.text(
        "dbfilter"
    )
    if direct_echo.proven and by_name:
        directive, location = "proxy_set_header Host", "/"
    elif _unknown_database(direct_echo) and not direct_odoo.flag("dbfilter_passes"):
        # A filter that lets it pass loses nothing: Odoo could not list its databases.
        directive, location = "dbfilter", ""
    else:
        return None
    return evidence(
        directive=directive,
        location=location,
        actions=[put("proxy_set_header Host $http_host;")] if location else (),
        echo=_lt("GET through the reverse proxy: %(seen)s"),
        direct_echo=_lt("GET with the public Host, directly to Odoo: %(direct)s"),
        direct_odoo=_lt("dbfilter = %(dbfilter)s"),
        values={
            "seen": says(echo),
            "direct": says(direct_echo),
            "dbfilter": direct_odoo.text("dbfilter"),
        },
    )


def _unknown_database(facts):
    return facts.flag("no_database")

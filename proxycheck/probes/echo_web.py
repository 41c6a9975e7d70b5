"""What reaches Odoo under ``/web/``, where a regex ``location`` may rule, and its answer."""

from ..echo import ECHO, echo_facts, echo_path
from ..probe import probe
from ..words import Vantage


@probe(Vantage.SERVER, facts=ECHO, proves=True, clears_if_proven=True)
def look(line):
    """Return echo facts."""
    return echo_facts(line.ask(echo_path("/web")), line.ticket)

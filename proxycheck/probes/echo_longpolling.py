"""Who answers under ``/longpolling/``, where Odoo 15 and older answered the bus."""

from ..echo import ECHO, echo_facts, echo_path
from ..probe import probe
from ..words import Era, Vantage


@probe(Vantage.SERVER, era=Era.WEBSOCKET, facts=ECHO, proves=True)
def look(line):
    """Return echo facts."""
    return echo_facts(line.ask(echo_path("/longpolling")), line.ticket)

"""Who answers below ``/websocket/``, where only a prefix location leads."""

from ..echo import ECHO, echo_facts, echo_path
from ..probe import probe
from ..words import Era, Vantage


@probe(Vantage.SERVER, era=Era.WEBSOCKET, facts=ECHO)
def look(line):
    """Return echo facts."""
    return echo_facts(line.ask(echo_path("/websocket")), line.ticket)

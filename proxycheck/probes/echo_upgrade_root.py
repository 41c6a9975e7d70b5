"""Which of ``Upgrade`` and ``Connection`` survive under ``/``: tells blocks apart."""

from ..echo import ECHO, echo_facts, echo_path
from ..probe import probe
from ..wire.websocket import new_key, upgrade_headers
from ..words import Era, Vantage


@probe(Vantage.SERVER, era=Era.WEBSOCKET, facts=ECHO)
def look(line):
    """Return echo facts of an upgrade request to a route under ``/`` that grants none."""
    headers = upgrade_headers(new_key(), line.origin)
    return echo_facts(line.ask(echo_path(), headers=headers), line.ticket)

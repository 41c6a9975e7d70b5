"""Which of ``Upgrade`` and ``Connection`` survive under ``/websocket/``."""

from ..echo import echo_facts, echo_path
from ..probe import probe
from ..wire.websocket import new_key, upgrade_headers
from ..words import Vantage

PREFIX = "/websocket"


@probe(Vantage.DIRECT, Vantage.SERVER)
def look(line):
    """Return echo facts of a request that asks for an upgrade of a route that grants none."""
    return upgrade_echo(line, PREFIX)


def upgrade_echo(line, prefix):
    """Return the echo facts of an upgrade request under `prefix`."""
    headers = upgrade_headers(new_key(), line.origin)
    return echo_facts(line.ask(echo_path(prefix), headers=headers), line.ticket)

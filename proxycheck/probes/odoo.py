"""What Odoo says of itself in the ticket: ports, workers, proxy_mode."""

from ..probe import probe
from ..words import Vantage


@probe(Vantage.DIRECT, repeat=False)
def look(line):
    """Return the ticket's settings."""
    return dict(line.ticket.odoo)

"""How long ``/`` waits for a slow page. On request only: it occupies an HTTP worker."""

from ..probe import probe
from ..words import Depth, Vantage
from .hold_websocket import HELD_OPEN, SECONDS, hold


@probe(Vantage.SERVER, depth=Depth.FULL, on_request=True, facts=HELD_OPEN)
def look(line):
    """Return the facts of `hold` for a page of Odoo's."""
    return hold(line, "/proxy_health/hold", SECONDS)

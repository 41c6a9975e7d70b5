"""Whether the block of the websocket buffers a response; of an open websocket it does not tell."""

from ..probe import probe
from ..words import Era, Vantage
from .stream import LASTS, STREAM, stream


@probe(Vantage.SERVER, seconds=LASTS, era=Era.WEBSOCKET, facts=STREAM)
def look(line):
    """Return facts of a stream that the block of ``/websocket`` routes (see `stream`)."""
    return stream(line, block="/websocket")

"""Whether an answer with large headers gets through the proxy's buffer."""

from ..echo import ECHO, echo_facts, echo_path
from ..probe import probe
from ..sharing import numbers
from ..words import Vantage

#: nginx's default proxy_buffer_size is one memory page, 4 kB; 3000 bytes and
#: Odoo's other headers (some 600) stay below it, a smaller buffer does not hold them.
HEADER_BYTES = 3000


@probe(Vantage.SERVER, shares=(*ECHO, *numbers("header_bytes")))
def look(line):
    """Return echo facts of an answer with ``header_bytes`` of headers."""
    answer = line.ask(echo_path(header_bytes=HEADER_BYTES))
    return {**echo_facts(answer, line.ticket), "header_bytes": HEADER_BYTES}

"""Whether a request with as many cookies as people collect gets through."""

from ..echo import ECHO, echo_facts, echo_path
from ..fact import number
from ..login_page import PATH
from ..probe import probe
from ..words import Vantage

#: nginx's default (large_client_header_buffers 4 8k) takes 8 kB in one line;
#: Odoo's own session and analytics' cookies make 1 to 4 kB.
COOKIE_BYTES = 4000


@probe(
    Vantage.SERVER,
    ticket=False,
    facts=(*ECHO, number("cookie_bytes", "the length of the Cookie header")),
)
def look(line):
    """Return echo facts of a request with a Cookie header of ``cookie_bytes``."""
    cookie = "proxy_health_pad=" + "x" * (COOKIE_BYTES - 17)
    path = echo_path() if line.ticket else PATH
    facts = echo_facts(line.ask(path, headers=[("Cookie", cookie)]), line.ticket)
    return {**facts, "cookie_bytes": COOKIE_BYTES}

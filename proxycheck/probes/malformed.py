"""Who refuses a malformed request: the proxy, under its own name.

Odoo's servers take a header name with a space in it and answer the page. Every proxy
that was tried refuses it with HTTP 400: nginx, Apache, HAProxy, Caddy, Traefik, Envoy,
lighttpd and Varnish, each in its own words. One that signs its answers need not be asked.
"""

from ..answer import ANSWER, answer_facts
from ..probe import probe
from ..proxies import named_in
from ..words import Vantage

#: RFC 9110 5.1: a field name is a token, and a token has no space.
HEADER = ("Not A", "token")


def signed(seen):
    """Whether a product's name stands in the Server header of an answer before."""
    echo = seen.get(f"{Vantage.SERVER}.echo")
    headers = echo.facts.get("headers", {}) if echo else {}
    return named_in(headers.get("server")) is not None


@probe(Vantage.SERVER, repeat=False, ticket=False, needless=signed, facts=ANSWER)
def look(line):
    """Return the facts of the answer: ``status`` and who wrote it (``spoken_by``)."""
    return answer_facts(line.ask("/web/health", headers=[HEADER]))

"""Who refuses a malformed request: the proxy, under its own name.

Odoo's servers take a header name with a space in it and answer the page. Every proxy
that was tried refuses it with HTTP 400: nginx, Apache, HAProxy, Caddy, Traefik, Envoy,
lighttpd and Varnish, each in its own words. Who signs its answers is asked as well: of two
proxies the one behind signs, and the one in front refuses.
"""

from ..answer import ANSWER, answer_facts
from ..probe import probe
from ..words import Vantage

#: RFC 9110 5.1: a field name is a token, and a token has no space.
HEADER = ("Not A", "token")


@probe(Vantage.SERVER, of_proxy=True, repeat=False, ticket=False, facts=ANSWER)
def look(line):
    """Return the facts of the answer: ``status`` and who wrote it (``spoken_by``)."""
    return answer_facts(line.ask("/web/health", headers=[HEADER]))

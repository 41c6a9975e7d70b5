"""Which forwarding headers a client can forge: those that nginx does not set pass through."""

from ..echo import ECHO, echo_facts, echo_path
from ..fact import by_header
from ..probe import probe
from ..words import Vantage

#: RFC 2606 and RFC 5737: a name and an address that can belong to nobody.
FORGED_HOST = "forged.invalid"
FORGED_ADDRESS = "203.0.113.7"
FORGED_PORT = "4711"


@probe(
    Vantage.SERVER,
    facts=(*ECHO, by_header("forged", "the headers that the request brought")),
    clears_if_proven=True,
)
def look(line):
    """Return echo facts of a request that brings its own X-Forwarded-* headers."""
    # The scheme that this address does not have, so that it shows if it wins.
    scheme = "http" if line.scheme == "https" else "https"
    headers = [
        ("X-Forwarded-Host", FORGED_HOST),
        ("X-Forwarded-For", FORGED_ADDRESS),
        ("X-Forwarded-Proto", scheme),
        ("X-Forwarded-Port", FORGED_PORT),
        ("X-Real-IP", FORGED_ADDRESS),
    ]
    facts = echo_facts(line.ask(echo_path(), headers=headers), line.ticket)
    facts["forged"] = {name.lower(): value for name, value in headers}
    return facts

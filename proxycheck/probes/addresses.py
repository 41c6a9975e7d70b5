"""Every address behind the name, IPv4 and IPv6, each tried with a challenge of its own."""

import socket

from ..echo import echo_path, try_facts
from ..fact import text
from ..login_page import PATH
from ..probe import probe
from ..vocabulary import OUTCOME, PROVEN, SPOKEN_BY, STATUS, tries
from ..words import Vantage

#: A name with more addresses than this is a CDN's, and one of its edges like another.
MAX_ADDRESSES = 4
PATIENCE = 2.5
KEPT = ("outcome", "status", "proven", "spoken_by")


@probe(
    Vantage.SERVER,
    ticket=False,
    facts=(
        tries(
            text("address", "the address behind the name"),
            text("family", "IPv4 or IPv6"),
            OUTCOME,
            SPOKEN_BY,
            STATUS,
            PROVEN,
        ),
    ),
)
def look(line):
    """Return ``tries``: address, family, outcome, status, proven and who answered for each."""
    tried = []
    for row in line.rows()[:MAX_ADDRESSES]:
        # One of them may be somebody else's, so none of them is lent the ticket.
        path = echo_path() if line.ticket else PATH
        answer = line.challenge(path, PATIENCE, [row])
        facts = try_facts(answer, line.ticket)
        tried.append(
            {
                "address": row[4][0],
                "family": "IPv6" if row[0] == socket.AF_INET6 else "IPv4",
                **{k: facts.get(k) for k in KEPT},
            }
        )
    return {"tries": tried}

"""Every address behind the name, IPv4 and IPv6, each tried with a challenge of its own."""

import socket

from ..echo import echo_path, try_facts
from ..login_page import PATH
from ..probe import probe
from ..sharing import flags, numbers, part, texts, words
from ..words import Vantage

#: A name with more addresses than this is a CDN's, and one of its edges like another.
MAX_ADDRESSES = 4
PATIENCE = 2.5
KEPT = ("outcome", "status", "proven", "spoken_by")


@probe(
    Vantage.SERVER,
    ticket=False,
    shares=part(
        "tried",
        *texts("address family"),
        *words("outcome spoken_by"),
        *numbers("status"),
        *flags("proven"),
    ),
)
def look(line):
    """Return ``tried``: address, family, outcome, status, proven and who answered for each."""
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
    return {"tried": tried}

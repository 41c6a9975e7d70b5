"""Every address behind a name with several, each tried with a challenge of its own."""

import socket
from functools import partial

from ..echo import echo_path, try_facts
from ..fact import text
from ..login_page import PATH
from ..look.together import together
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
    """Return ``tries``: address, family, outcome, status, proven and who answered for each.

    The only address of a name is not asked: all other probes tell how it answers.
    """
    rows = line.rows()[:MAX_ADDRESSES]
    if len(rows) == 1:
        return {"tries": [_named(rows[0])]}
    return {"tries": together([partial(_tried, line, row) for row in rows])}


def _named(row):
    family = "IPv6" if row[0] == socket.AF_INET6 else "IPv4"
    return {"address": row[4][0], "family": family}


def _tried(line, row):
    # One of them may be somebody else's, so none of them is lent the ticket.
    path = echo_path() if line.ticket else PATH
    facts = try_facts(line.challenge(path, PATIENCE, [row]), line.ticket)
    return {**_named(row), **{name: facts.get(name) for name in KEPT}}

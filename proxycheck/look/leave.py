"""What is lent to whom: a challenge to strangers, the ticket to who has answered one.

Whoever answers at an address may be anybody. The first request to it carries a
challenge, which only the Odoo that issued it can answer and which opens nothing. Once
that answer came from an address, requests to that address carry the token, the name of
the database and the session.
"""

import threading

from ..habits import habits_of_version
from ..words import TOKEN_HEADER


class Leave:
    """Which addresses have proven to be this Odoo; all lines of a check share one."""

    def __init__(self, ticket):
        self.ticket = ticket
        self.asked = set()
        self._proven = set()
        self._turns = {}
        self._lock = threading.Lock()

    def knows(self, address):
        """Whether who answers at this address has proven to be this Odoo."""
        return address in self._proven

    def turn(self, address):
        """The lock under which somebody introduces us to an address."""
        with self._lock:
            return self._turns.setdefault(address, threading.Lock())

    def headers(self, address):
        """Headers that open the probe routes and choose the database; to strangers a challenge."""
        if not self.ticket:
            return []
        if not self.knows(address):
            return self.challenge()
        return [(TOKEN_HEADER, self.ticket.token), *self._database()]

    def _database(self):
        """What tells Odoo the database: a header where there is no session, else a session.

        Where Odoo serves a single database, older series need neither.
        """
        odoo = self.ticket.odoo
        if habits_of_version(odoo.get("version")).database_header:
            return [("X-Odoo-Database", self.ticket.database)]
        if odoo.get("several_databases") and self.ticket.session:
            return [("Cookie", f"session_id={self.ticket.session}")]
        return []

    def challenge(self):
        """Headers of a challenge; nobody else can use them for anything."""
        headers = [(TOKEN_HEADER, self.ticket.challenge)]
        # Where Odoo serves several databases, it must learn which one is meant. The
        # header X-Odoo-Database would tell a stranger its name; the id of a session
        # that opens nothing but our echo tells nothing (tools/ticket.py).
        if self.ticket.challenge_session:
            headers.append(("Cookie", f"session_id={self.ticket.challenge_session}"))
        return headers

    def hears(self, address, answer, proof):
        """Take note if an answer's proof is the right one for the challenge; say whether."""
        expected = self.ticket.challenge_proof if self.ticket else ""
        right = bool(expected) and proof == expected
        if right:
            self._proven.add(address)
            answer["challenge"] = True
        return right

"""A line: one vantage's way to one address, on which probes ask and listen."""

from contextlib import nullcontext

from ..address import netloc
from ..echo import parse_echo
from ..wire import dial
from .connections import PATIENCE, Connections, OutOfTime
from .leave import Leave
from .row import Row
from .workers import Workers

#: What no HTTP worker answers; a proxy of today sends /longpolling to one.
EVENTED_PREFIX = "/websocket"


class NotMeasured(Exception):
    """What was to be measured did not come about; its text says why (see `_lt`)."""


class Line:
    """Asks one address from one vantage; knows the ticket and keeps the bounds.

    `dial_to` maps a path to ``(host, port)``: the direct line has one port for
    pages and another for real time, the public one has one for all.
    """

    def __init__(
        self, vantage, address, dial_to, ticket, overall, ca_file="", verify=True
    ):
        self.vantage = vantage
        self.scheme, self.host, self.port = address
        self.netloc = netloc(*address)
        self.ticket = ticket
        self.overall = overall
        self.dial_to = dial_to
        self.ca_file, self.verify = ca_file, verify
        self.connections = Connections(self.scheme, self.host, overall)
        self.workers = Workers(self.connections)
        self.surest = self  # the line by which Odoo is reached most surely
        self.leave = Leave(ticket)
        self.account = None  # the `Session` of somebody who has signed in
        self.odoo = {}  # Odoo's own settings, as far as somebody told
        self.proxy = ""  # the kind of proxy that its administrator says stands there
        self.requests = 0

    def moved(self, address):
        """The same line to ``(scheme, host, port)``, where a redirect led."""
        dialled, _port = self.dial_to("/")
        where = (dialled, address[2])
        line = Line(
            self.vantage,
            address,
            lambda _path: where,
            self.ticket,
            self.overall,
            self.ca_file,
            self.verify,
        )
        line.leave, line.account = self.leave, self.account
        line.odoo, line.proxy = self.odoo, self.proxy
        line.connections.context = self.connections.context
        return line

    @property
    def origin(self):
        """What a browser on this address sends as ``Origin``."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def own_address(self):
        """The address from which the last connection left."""
        return self.connections.own_address

    @property
    def round_trip(self):
        """Seconds that the fastest connection so far took to open."""
        return self.connections.round_trip

    # Who answers

    def address(self, path="/"):
        """What a proof holds for: the address, and where this path's connections go."""
        return (self.scheme, self.netloc, *self.dial_to(path))

    def known(self, path="/"):
        """Whether who answers this path has proven to be this Odoo."""
        return self.leave.knows(self.address(path))

    def ticket_headers(self, path="/"):
        """What goes along with a request: the ticket, or to a stranger a challenge."""
        return self.leave.headers(self.address(path))

    def introduce(self, path):
        """Challenge who answers this path, once a check, unless it is known already."""
        address = self.address(path)
        if not self.ticket:
            return
        with self.leave.turn(address):
            if not self.leave.knows(address) and address not in self.leave.asked:
                self.leave.asked.add(address)
                self.challenge(path)

    def challenge(self, path, seconds=PATIENCE, rows=None):
        """Make one request that lends nothing; the answer's ``challenge`` says if it proves."""
        sent = self.leave.challenge() if self.ticket else []
        [answer] = Row(self, seconds, rows, lent=sent).ask([path])
        return answer

    def heard(self, path, answer):
        """Return an answer with what is known of who gave it; take note of a proof."""
        if not self.ticket:
            return answer
        address = self.address(path)
        if not self.leave.hears(address, answer, parse_echo(answer).get("proof")):
            answer["stranger"] = not self.leave.knows(address)
        return answer

    # Asking

    def rows(self, path="/"):
        """The addresses behind the path's port, looked up once a line."""
        return self.connections.rows(self.dial_to(path))

    def open(
        self,
        path="/",
        seconds=PATIENCE,
        rows=None,
        allowance=dial.ALLOWANCE,
        preface=b"",
    ):
        """Return a connected `ClockedSocket`; raise `Unanswered` or `OutOfTime`.

        `rows` are the addresses to try, if not all; what is to be seen of each is not
        resumed. `preface` is sent before all else, TLS included.
        """
        self.requests += 1
        where = rows or self.rows(path)
        return self.connections.open(
            where, seconds, allowance, resume=not rows, preface=preface
        )

    def hang_up(self):
        """Close whatever is open and open no more, so that whoever waits stops waiting."""
        self.connections.hang_up()

    def fair(self, outcome):
        """Raise `OutOfTime` if it was not the peer's silence but the end of our time."""
        self.connections.fair(outcome)

    def place(self, path, conversation=None, **how):
        """Wait for leave to keep one of Odoo's HTTP workers busy with a request.

        `how`: ``times`` requests, each of which ``lasts`` so many seconds longer than
        Odoo usually takes; ``urgent`` is let past the others. A conversation that is open
        already has its time from then on. The body is to end with the answer.
        """
        if path.startswith(EVENTED_PREFIX):
            return nullcontext()
        return self.workers.place(conversation, **how)

    def served(self, path, answer, lasts=0.0, **_place):
        """Take note of how long Odoo's worker took for an answer."""
        if self.known(path) and not path.startswith(EVENTED_PREFIX):
            self.workers.served(answer, lasts)

    def ask(self, path, **how):
        """Make one request on a connection of its own; return `exchange`'s facts."""
        [facts] = self.ask_in_a_row([path], **how)
        return facts

    def ask_in_a_row(self, paths, seconds=PATIENCE, rows=None, **how):
        """Make requests one after another on one connection while it lasts.

        `how` are ``method``, ``headers`` and ``body`` of each, and how Odoo's worker is
        waited for (see `place`). One connection stays with one nginx worker process,
        whose round robin then shows every server of an ``upstream``. Each address is
        asked fresh. As long as it is a stranger's, requests carry a challenge; the
        answer that proves it is one of those returned, unless it would be the last:
        then the same is asked again.
        """
        row = Row(self, seconds, rows, **how)
        answers = row.ask(paths)
        if answers[-1].get("challenge"):
            answers += row.ask(paths[len(answers) :] or paths[-1:])
        return answers[-len(paths) :]


__all__ = ["PATIENCE", "Line", "NotMeasured", "OutOfTime"]

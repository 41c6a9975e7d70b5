"""A line: one vantage's way to one address, on which probes ask and listen."""

import math
import threading
import time
import weakref
from collections import deque
from contextlib import ExitStack, contextmanager

from ..echo import parse_echo
from ..target import netloc
from ..wire import dial
from ..wire.clock import Deadline
from ..words import Vantage
from .leave import Leave
from .places import Places
from .row import Row

#: Seconds a quick request may take. Odoo's own pages take milliseconds, and
#: 4 s for each of the two rounds of a check (the first look, the rest) keep a
#: peer that never answers below the 12 s of the budget.
PATIENCE = 4.0
#: A check never keeps more of Odoo's HTTP workers busy than this.
WORKER_SLOTS = 2
#: A place at a worker is counted for as long as the slowest of so many answers took
#: Odoo, and half as long again: that one is late by as much is rare.
SERVICES, MARGIN = 8, 1.5
#: Seconds below which no answer of Odoo's was seen.
LEAST_SERVICE = 0.005
REALTIME_PREFIXES = ("/websocket", "/longpolling")
#: What no HTTP worker answers; a proxy of today sends /longpolling to one.
EVENTED_PREFIX = "/websocket"


class OutOfTime(Exception):
    """The check's own time was up, so the peer's silence proves nothing."""


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
        self.places = Places(WORKER_SLOTS)
        self.lock = threading.Lock()
        self.surest = self  # the line by which Odoo is reached most surely
        self.leave = Leave(ticket)
        self.requests = 0
        self.own_address = ""  # from which the last connection left
        self.round_trip = math.inf  # of the fastest connection so far, in seconds
        self._services = deque(maxlen=SERVICES)  # seconds that answers took Odoo
        self._session = None  # of TLS, which the next connection resumes
        self._rows = {}
        self._open = weakref.WeakSet()

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
        line.leave = self.leave
        return line

    @property
    def origin(self):
        """What a browser on this address sends as ``Origin``."""
        return f"{self.scheme}://{self.netloc}"

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

    def rows(self, path="/"):
        """The addresses behind the path's port, looked up once a line."""
        where = self.dial_to(path)
        with self.lock:
            if where not in self._rows:
                host, port = where
                self._rows[where] = dial.resolve(
                    host, port, Deadline(PATIENCE, self.overall)
                )
            return self._rows[where]

    def open(self, path="/", seconds=PATIENCE, rows=None, allowance=dial.ALLOWANCE):
        """Return a connected `ClockedSocket`; raise `Unanswered` or `OutOfTime`."""
        self.requests += 1
        session = None if rows else self._session
        rows = rows or self.rows(path)
        try:
            sock, deadline = self._connected(rows, seconds)
            try:
                sock = self._secured(sock, deadline, session)
            except dial.Unanswered as failure:
                if not session or failure.outcome is not dial.Outcome.TLS:
                    raise
                self._session = None  # there are servers that choke on their own
                sock = self._secured(*self._connected(rows, seconds))
        except dial.Unanswered as failure:
            self.fair(failure.outcome)
            raise
        except TimeoutError as error:
            raise OutOfTime from error
        conversation = dial.clocked(sock, deadline, allowance)
        self._open.add(conversation)
        return conversation

    def _connected(self, rows, seconds):
        start = time.monotonic()
        sock, deadline = dial.connect(rows, seconds, self.overall)
        self.round_trip = min(self.round_trip, time.monotonic() - start)
        self.own_address = sock.getsockname()[0]
        return sock, deadline

    def _secured(self, sock, deadline, session=None):
        """The socket after the handshake of TLS, if this line speaks it."""
        if self.scheme != "https":
            return sock
        context = dial.blind_context()
        secure = dial.start_tls(sock, context, self.host, deadline, session)
        # Resumed, TLS 1.2 takes one round trip instead of two; TLS 1.3 takes one anyway.
        if not self._session and secure.version() == "TLSv1.2":
            self._session = secure.session
        return secure

    def hang_up(self):
        """Close whatever is open and open no more, so that whoever waits stops waiting."""
        self.overall.at = 0
        for conversation in list(self._open):
            conversation.hang_up()

    def fair(self, outcome):
        """Raise `OutOfTime` if it was not the peer's silence but the end of our time."""
        if self.overall.passed and outcome is dial.Outcome.TIMEOUT:
            raise OutOfTime

    @contextmanager
    def place(self, path, conversation=None, times=1, lasts=0.0, urgent=False):
        """Wait for leave to keep one of Odoo's HTTP workers busy with `times` requests.

        Each `lasts` so many seconds longer than Odoo usually takes. A conversation that
        is open already has its time from then on. The body is to end with the answer.
        """
        if path.startswith(EVENTED_PREFIX):
            yield
            return
        asked = time.monotonic()
        half, busy = self._reckoned(times, lasts)
        with ExitStack() as stack:
            taken = self.places.taken(half, busy, self.overall.at, urgent)
            try:
                stack.enter_context(taken)
            except TimeoutError as error:
                raise OutOfTime from error
            if conversation:
                late = conversation.deadline.at + time.monotonic() - asked
                conversation.deadline.at = min(late, self.overall.at)
            yield

    def _reckoned(self, times, lasts):
        """Seconds to Odoo, and those that its worker will be busy (infinite: unknown)."""
        if not self._services:
            return 0.0, math.inf
        return self.round_trip / 2, times * (max(self._services) * MARGIN + lasts)

    def served(self, path, answer, lasts=0.0, **_place):
        """Take note of how long Odoo's worker took for an answer."""
        if path.startswith(EVENTED_PREFIX) or not self.known(path):
            return
        if answer["outcome"] == dial.Outcome.ANSWERED:
            service = answer["ms"] / 1000 - self.round_trip - lasts
            self._services.append(max(service, LEAST_SERVICE))

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


def public_line(vantage, target, ticket, overall):
    """The line through the proxy."""
    where = target.dial()
    return Line(
        vantage,
        target.parts,
        lambda _path: where,
        ticket,
        overall,
        target.ca_file,
        target.verify,
    )


def direct_line(target, ticket, overall):
    """The line to Odoo's own ports, with the public name as ``Host`` (dbfilter reads it)."""
    odoo = ticket.odoo
    interface = odoo.get("http_interface") or ""
    host = "127.0.0.1" if interface in ("", "0.0.0.0", "::") else interface
    http_port = odoo.get("http_port") or 8069
    realtime = odoo.get("gevent_port") if odoo.get("workers") else http_port

    def where(path):
        return host, realtime if path.startswith(REALTIME_PREFIXES) else http_port

    _scheme, name, port = target.parts
    return Line(Vantage.DIRECT, ("http", name, port), where, ticket, overall)

"""A line: one vantage's way to one address, on which probes ask and listen."""

import threading
import time
import weakref
from contextlib import contextmanager

from .echo import parse_echo
from .fresh import fresh
from .leave import Leave
from .target import netloc
from .wire import dial, http
from .wire.clock import Deadline
from .words import Vantage

#: Seconds a quick request may take. Odoo's own pages take milliseconds, and
#: 4 s for each of the two rounds of a check (the first look, the rest) keep a
#: peer that never answers below the 12 s of the budget.
PATIENCE = 4.0
#: A check never keeps more of Odoo's HTTP workers busy than this.
WORKER_SLOTS = 2
#: Hardened proxies refuse requests without these; Odoo asks a client that names
#: itself for the right `?version=` of the websocket, which the ticket tells.
CLIENT_HEADERS = (
    ("User-Agent", "Mozilla/5.0 (compatible; Proxy-Health)"),
    ("Accept", "*/*"),
)
REALTIME_PREFIXES = ("/websocket", "/longpolling")


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
        self.slots = threading.BoundedSemaphore(WORKER_SLOTS)
        self.lock = threading.Lock()
        self.surest = self  # the line by which Odoo is reached most surely
        self.leave = Leave(ticket)
        self.requests = 0
        self.own_address = ""  # from which the last connection left
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
        [answer] = self._in_a_row([path], "GET", (), b"", seconds, rows, sent)
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
        try:
            sock, deadline = dial.connect(
                rows or self.rows(path), seconds, self.overall
            )
            self.own_address = sock.getsockname()[0]
            if self.scheme == "https":
                sock = dial.start_tls(sock, dial.blind_context(), self.host, deadline)
        except dial.Unanswered as failure:
            self._fair(failure.outcome)
            raise
        except TimeoutError as error:
            raise OutOfTime from error
        conversation = dial.clocked(sock, deadline, allowance)
        self._open.add(conversation)
        return conversation

    def hang_up(self):
        """Close whatever is open and open no more, so that whoever waits stops waiting."""
        self.overall.at = 0
        for conversation in list(self._open):
            conversation.hang_up()

    def _fair(self, outcome):
        if self.overall.passed and outcome is dial.Outcome.TIMEOUT:
            raise OutOfTime

    @contextmanager
    def slot(self, path):
        """Wait for leave to occupy one of Odoo's HTTP workers."""
        if path.startswith(REALTIME_PREFIXES):
            yield
            return
        if not self.slots.acquire(timeout=max(0.0, self.overall.at - time.monotonic())):
            raise OutOfTime
        try:
            yield
        finally:
            self.slots.release()

    def ask(
        self, path, method="GET", headers=(), body=b"", seconds=PATIENCE, rows=None
    ):
        """Make one request on a connection of its own; return `exchange`'s facts."""
        [facts] = self.ask_in_a_row([path], method, headers, body, seconds, rows)
        return facts

    def ask_in_a_row(
        self, paths, method="GET", headers=(), body=b"", seconds=PATIENCE, rows=None
    ):
        """Make requests one after another on one connection while it lasts.

        One connection stays with one nginx worker process, whose round robin
        then shows every server of an ``upstream``. Each address is asked fresh. As long
        as it is a stranger's, requests carry a challenge; the answer that proves it is
        one of those returned, unless it would be the last: then the same is asked again.
        """
        rest = [paths, method, headers, body, seconds, rows]
        answers = self._in_a_row(*rest)
        if answers[-1].get("challenge"):
            rest[0] = paths[len(answers) :] or paths[-1:]
            answers += self._in_a_row(*rest)
        return answers[-len(paths) :]

    def _in_a_row(self, paths, method, headers, body, seconds, rows, lent=None):
        """Make the requests on one connection; `lent` replaces what would go along."""
        answers = []
        with self.slot(paths[0]):
            start = time.monotonic()
            try:
                conversation = self.open(paths[0], seconds, rows)
            except dial.Unanswered as failure:
                return [http.unanswered(failure, start)]
            for path in map(fresh, paths):
                lends = self.ticket_headers(path) if lent is None else lent
                sent = [*CLIENT_HEADERS, *lends, *headers]
                request = http.request_bytes(method, path, self.netloc, sent, body)
                answer = http.exchange(conversation, request)
                if answers and answer["outcome"] == dial.Outcome.CLOSED:
                    break  # a server may end a kept connection at any time (RFC 9112, 9.5)
                answers.append({**self.heard(path, answer), "asked": path})
                self.requests += len(answers) > 1
                if not _stays_open(answers[-1]):
                    break
            conversation.close()
        for answer in answers:
            if answer["outcome"] == dial.Outcome.TIMEOUT:
                self._fair(dial.Outcome.TIMEOUT)
        return answers


def _stays_open(answer):
    header = answer.get("headers", {}).get("connection", "").lower()
    return answer.get("complete") and answer["http"] == "1.1" and header != "close"


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

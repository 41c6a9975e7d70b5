"""Connections to one address: names looked up once, TLS resumed, all closed at the end."""

import math
import threading
import time
import weakref

from ..wire import dial
from ..wire.clock import Deadline

#: Seconds a quick request may take. Odoo's own pages take milliseconds, and
#: 4 s for each of the two rounds of a check (the first look, the rest) keep a
#: peer that never answers below the 12 s of the budget.
PATIENCE = 4.0


class OutOfTime(Exception):
    """The check's own time was up, so the peer's silence proves nothing."""


class Connections:
    """Opens connections within the check's time (`overall`, a `Deadline`)."""

    def __init__(self, scheme, host, overall):
        self._tls, self._host, self.overall = scheme == "https", host, overall
        self.context = dial.blind_context()  # probes look past any certificate
        self.own_address = ""  # from which the last connection left
        self.round_trip = math.inf  # of the fastest connection so far, in seconds
        self._session = None  # of TLS, which the next connection resumes
        self._rows, self._lock = {}, threading.Lock()
        self._open = weakref.WeakSet()

    def rows(self, where):
        """The addresses behind ``(host, port)``, looked up once."""
        host, port = where
        with self._lock:
            if where not in self._rows:
                time_left = Deadline(PATIENCE, self.overall)
                self._rows[where] = dial.resolve(host, port, time_left)
            return self._rows[where]

    def open(self, rows, seconds, allowance, resume=True, preface=b""):
        """Return a connected `ClockedSocket`; raise `Unanswered` or `OutOfTime`.

        `preface` is sent before all else, TLS included.
        """
        try:
            sock, deadline = self._secured(rows, seconds, resume, preface)
        except dial.Unanswered as failure:
            self.fair(failure.outcome)
            raise
        except TimeoutError as error:
            raise OutOfTime from error
        conversation = dial.clocked(sock, deadline, allowance)
        self._open.add(conversation)
        return conversation

    def fair(self, outcome):
        """Raise `OutOfTime` if it was not the peer's silence but the end of our time."""
        if self.overall.passed and outcome is dial.Outcome.TIMEOUT:
            raise OutOfTime

    def hang_up(self):
        """Close whatever is open and open no more, so that whoever waits stops waiting."""
        self.overall.at = 0
        for conversation in list(self._open):
            conversation.hang_up()

    def _secured(self, rows, seconds, resume, preface):
        """The socket after TLS, if it is spoken, and its deadline."""
        sock, deadline = self._connected(rows, seconds, preface)
        if not self._tls:
            return sock, deadline
        session = self._session if resume else None
        try:
            return self._shaken(sock, deadline, session), deadline
        except dial.Unanswered as failure:
            if not session or failure.outcome is not dial.Outcome.TLS:
                raise
        self._session = None  # there are servers that choke on their own
        sock, deadline = self._connected(rows, seconds, preface)
        return self._shaken(sock, deadline, None), deadline

    def _connected(self, rows, seconds, preface):
        start = time.monotonic()
        sock, deadline = dial.connect(rows, seconds, self.overall)
        self.round_trip = min(self.round_trip, time.monotonic() - start)
        self.own_address = sock.getsockname()[0]
        if preface:
            self._send(sock, preface)
        return sock, deadline

    def _send(self, sock, preface):
        try:
            sock.sendall(preface)
        except OSError as error:
            sock.close()
            raise dial.Unanswered(dial.outcome_of(error), error) from error

    def _shaken(self, sock, deadline, session):
        secure = dial.start_tls(sock, self.context, self._host, deadline, session)
        # Resumed, TLS 1.2 takes one round trip instead of two; TLS 1.3 takes one anyway.
        if not self._session and secure.version() == "TLSv1.2":
            self._session = secure.session
        return secure

"""A row of requests on one connection: one after another, or several at once."""

import time
from contextlib import ExitStack, nullcontext

from ..fresh import fresh
from ..wire import dial, http
from ..wire.clock import Deadline
from ..words import Vantage

#: Hardened proxies refuse requests without these; Odoo asks a client that names
#: itself for the right `?version=` of the websocket, which the ticket tells.
CLIENT_HEADERS = (
    ("User-Agent", "Mozilla/5.0 (compatible; Proxy-Health)"),
    ("Accept", "*/*"),
)
#: Seconds of round trip from which on it pays to send several at once. Nearer, nginx hands
#: the next to another worker of Odoo's while the last one still closes its connection, so
#: that one place would be two (seen over loopback: 2 ms of three workers at once).
FAR = 0.005
#: Who answered one request, and of several at once nothing within this and twice the
#: first one's time for each, does not take them at once and is asked singly.
AT_ONCE_PATIENCE = 1.0


class Row:
    """Requests of one kind; `place` is how Odoo's worker is waited for (see `Line.place`).

    A `burst` leaves at once also where that saves no time.
    """

    def __init__(
        self,
        line,
        seconds,
        rows=None,
        *,
        method="GET",
        headers=(),
        body=b"",
        lent=None,
        burst=False,
        **place,
    ):
        self.line, self.seconds, self.rows = line, seconds, rows
        self.method, self.headers, self.body = method, headers, body
        self.lent = lent  # replaces what would go along
        self.burst = burst
        self.place = place

    def ask(self, paths, singly=False):
        """Return answers as long as the connection lasts; each address is asked fresh.

        The first is asked alone. If it leaves the connection open, and who answers is
        far, the others leave at once (HTTP/1.1 answers them in their order), which saves a
        round trip for each.
        """
        paths = [fresh(path) for path in paths]
        with ExitStack() as stack:
            if self.line.vantage is Vantage.DIRECT:
                # A proxy waits for the request; a worker would wait in its stead.
                how = {"times": len(paths), **self.place}
                stack.enter_context(self.line.place(paths[0], **how))
            answers = self._asked(paths, singly)
        if len(answers) == len(paths) or not stays_open(answers[-1]):
            return answers
        return answers + self.ask(paths[len(answers) :], singly=True)

    def _asked(self, paths, singly):
        start = time.monotonic()
        try:
            conversation = self.line.open(paths[0], self.seconds, self.rows)
        except dial.Unanswered as failure:
            return [http.unanswered(failure, start)]
        try:
            answers = [self._one(conversation, paths[0])]
            if singly or len(paths) < 3 or not self._may_leave_at_once(paths[0]):
                return self._singly(conversation, answers, paths)
            if stays_open(answers[0]):
                answers += self._at_once(conversation, paths[1:], answers[0])
            return answers
        finally:
            conversation.close()

    def _may_leave_at_once(self, path):
        # What goes along must not change half way, as it does when a proof came.
        settled = self.lent is not None or not self.line.ticket or self.line.known(path)
        return settled and (self.burst or self.line.round_trip >= FAR)

    def _singly(self, conversation, answers, paths):
        for path in paths[1:]:
            if not stays_open(answers[-1]):
                break
            answer = self._one(conversation, path)
            if answer["outcome"] == dial.Outcome.CLOSED:
                break  # a server may end a kept connection at any time (RFC 9112, 9.5)
            self.line.requests += 1
            answers.append(answer)
        return answers

    def _one(self, conversation, path):
        request = self._request(path)
        with self._place(conversation, path, 1):
            answer = http.exchange(conversation, request)
        self.line.fair(answer["outcome"])
        answer = {**self.line.heard(path, answer), "asked": path}
        self.line.served(path, answer, **self.place)
        return answer

    def _at_once(self, conversation, paths, first):
        """Send all requests; return the whole answers that come in time."""
        answers = []
        requests = b"".join(map(self._request, paths))
        with self._place(conversation, paths[0], len(paths)):
            patience = AT_ONCE_PATIENCE + 2 * len(paths) * first["ms"] / 1000
            conversation.deadline = Deadline(patience, conversation.deadline)
            start = time.monotonic()
            answer = http.exchange(conversation, requests)
            for path in paths:
                if answer["outcome"] != dial.Outcome.ANSWERED:
                    break
                answers.append({**self.line.heard(path, answer), "asked": path})
                if not stays_open(answer) or len(answers) == len(paths):
                    break
                answer = http.receive(conversation, start)
        self.line.requests += len(answers)
        return answers

    def _place(self, conversation, path, times):
        if self.line.vantage is Vantage.DIRECT:
            return nullcontext()  # it has one for the whole connection
        return self.line.place(path, conversation, times=times, **self.place)

    def _request(self, path):
        line = self.line
        lends = line.ticket_headers(path) if self.lent is None else self.lent
        sent = [*CLIENT_HEADERS, *lends, *self.headers]
        return http.request_bytes(self.method, path, line.netloc, sent, self.body)


def stays_open(answer):
    """Whether another request may be sent after this answer."""
    header = answer.get("headers", {}).get("connection", "").lower()
    return answer.get("complete") and answer["http"] == "1.1" and header != "close"

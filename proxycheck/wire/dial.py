"""Open a connection: name, TCP, TLS; every way to fail has its own word."""

import errno
import queue
import socket
import ssl
import threading
import time
from functools import cache

from ..observation import cut
from ..words import Word
from .bundle import read_bundle
from .clock import ClockedSocket, Deadline

#: No probe reads more of one conversation than this (the largest honest answer
#: is the padded echo of 64 KiB).
ALLOWANCE = 512 * 1024


class Outcome(Word):
    """How a conversation ended, before any status is looked at."""

    ANSWERED = "answered"
    NO_NAME = "no_name"  # DNS does not know it, or did not answer
    REFUSED = "refused"  # nobody listens on the port
    UNROUTED = "unrouted"  # no way to the network or host
    TLS = "tls"  # the TLS handshake failed
    TIMEOUT = "timeout"  # nothing, or not all of it, in time
    CLOSED = "closed"  # the peer hung up before a whole answer
    GARBAGE = "garbage"  # bytes that are not HTTP
    TOO_MUCH = "too_much"  # more than the allowance


class Unanswered(Exception):
    """A conversation ended with `outcome`; `detail` is the system's own word for it."""

    def __init__(self, outcome, detail: object = ""):
        super().__init__(f"{outcome}: {detail}")
        self.outcome = outcome
        self.detail = cut(str(detail), 200)


def resolve(host, port, deadline):
    """Return ``getaddrinfo`` rows; a resolver that hangs is cut off at the deadline."""
    answers = queue.Queue()

    def ask():
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="proxycheck.resolve").start()
    try:
        answer = answers.get(timeout=deadline.left())
    except (queue.Empty, TimeoutError):
        answer = TimeoutError("the name service did not answer in time")
    if isinstance(answer, Exception):
        raise Unanswered(Outcome.NO_NAME, answer)
    return answer


def connect(rows, seconds, before=None):
    """Connect to the first of the ``getaddrinfo`` rows that takes us.

    Return ``(socket, Deadline)``; raise `Unanswered` with the last refusal.
    """
    deadline = Deadline(seconds, before)
    failure = Unanswered(Outcome.NO_NAME, "the name has no address")
    for family, kind, protocol, _name, address in rows:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(deadline.left())
            sock.connect(address)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock, deadline
        except OSError as error:
            sock.close()
            failure = Unanswered(outcome_of(error), error)
    raise failure


def outcome_of(error):
    """Name the system's error."""
    if isinstance(error, Unanswered):
        return error.outcome
    if isinstance(error, (TimeoutError, socket.timeout)):
        return Outcome.TIMEOUT
    if isinstance(error, ssl.SSLError):
        return Outcome.TLS
    if isinstance(error, ConnectionRefusedError):
        return Outcome.REFUSED
    if isinstance(error, (ConnectionError, EOFError)):
        return Outcome.CLOSED
    # A peer that has reset a connection is not connected any more.
    gone = getattr(error, "errno", None) == errno.ENOTCONN
    return Outcome.CLOSED if gone else Outcome.UNROUTED


def start_tls(sock, context, name, deadline, session=None):
    """Return the socket after a TLS handshake for `name` (SNI), which may resume a session."""
    # The handshake as one step: OpenSSL's own timeout then covers all of it,
    # so a peer that stops half way or drips cannot stretch it.
    try:
        # This fails by itself where the peer has hung up already.
        sock = context.wrap_socket(
            sock, server_hostname=name, do_handshake_on_connect=False, session=session
        )
        sock.settimeout(deadline.left())
        sock.do_handshake()
    except OSError as error:
        sock.close()
        raise Unanswered(outcome_of(error), error) from error
    return sock


@cache
def blind_context():
    """A client context that takes any certificate, to look past it; made once."""
    # Not create_default_context: reading the system's authorities takes some 20 ms,
    # and nobody is asked to vouch here.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    # HTTP/1.1 is what carries RFC 6455's upgrade.
    context.set_alpn_protocols(["http/1.1"])
    return context


def strict_context(ca_file=""):
    """A client context that trusts the system's authorities and those of `ca_file`."""
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(cadata=read_bundle(ca_file))
    return context


def context_for(target):
    """The client context for what is worth keeping from others: strict unless told otherwise."""
    return strict_context(target.ca_file) if target.verify else blind_context()


def clocked(sock, deadline, allowance=ALLOWANCE):
    """Bind the socket to its bounds."""
    return ClockedSocket(sock, deadline, allowance)


def milliseconds(since):
    """Milliseconds since a ``time.monotonic()``, to a tenth."""
    return round((time.monotonic() - since) * 1000, 1)

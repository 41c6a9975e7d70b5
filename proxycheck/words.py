"""The project's words, once: every selection, JSON value and text derives from here."""

from enum import Enum


class Word(str, Enum):
    """A word that is its own JSON value and prints as itself."""

    def __str__(self):
        return self.value


class Vantage(Word):
    """From where a probe looked."""

    DIRECT = "direct"  # Odoo's server to Odoo's own ports
    SERVER = "server"  # Odoo's server to the public address
    BROWSER = "browser"  # the admin's browser to the public address


#: The vantages that go through the proxy, in the order in which they are believed.
PUBLIC = (Vantage.SERVER, Vantage.BROWSER)


class Status(Word):
    """What became of a probe."""

    SEEN = "seen"
    FAILED = "failed"  # our own fault or the deadline: nothing is known
    SKIPPED = "skipped"  # not tried, and `because` says why


class Verdict(Word):
    """What a rule says."""

    FAILED = "failed"
    PASSED = "passed"
    UNKNOWN = "unknown"
    CRASHED = "crashed"


class Severity(Word):
    """How much a finding matters to users, worst first."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self):
        """0 for the worst."""
        return list(Severity).index(self)


class Layer(Word):
    """Where the cause is to be fixed."""

    NGINX = "nginx"
    ODOO = "odoo"
    BUS = "bus"
    TLS = "tls"
    NETWORK = "network"
    BROWSER = "browser"


class Depth(Word):
    """How long a check may look."""

    QUICK = "quick"
    FULL = "full"


class Era(Word):
    """How Odoo's bus reaches a browser, which depends on its series."""

    LONGPOLLING = "longpolling"  # up to 15: /longpolling/poll, held for 50 s
    WEBSOCKET = "websocket"  # from 16 on: /websocket


class Realtime(Word):
    """What a probe shows of real time, the surest first."""

    DELIVERED = "delivered"  # whether a notification of ours arrived
    OPENED = "opened"  # whether each websocket opened
    HELD = "held"  # whether each poll was held, in an Odoo that is polled


class CheckVerdict(Word):
    """The one word for a whole check."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    BROKEN = "broken"
    UNKNOWN = (
        "unknown"  # Odoo answered, nothing wrong was seen, real time is not proven
    )
    UNREACHABLE = "unreachable"

    @property
    def exit_code(self):
        """The exit code of commands: 0 healthy, 1 degraded, 2 broken, 3 could not tell."""
        return min(list(CheckVerdict).index(self), COULD_NOT_TELL)


#: The exit code of a check that reached nobody, or proved nothing.
COULD_NOT_TELL = 3
#: How lost connections are counted (models/lifetime.py) and judged: the close code of one
#: that ended without a close frame, so that nobody who speaks websocket ended it, and the
#: seconds that are one peak (a timeout counts from the last byte, which may be a second
#: after the first).
CUT, WINDOW = 1006, 2
#: The header in which a ticket or a challenge travels.
TOKEN_HEADER = "X-Proxy-Health-Token"
#: The statuses with which a limit refuses (nginx's own default is 503), and those of
#: redirects that a browser follows.
LIMITING = (429, 503)
REDIRECTING = (301, 302, 303, 307, 308)
#: Which process of Odoo's answered, and what became of an upgrade, as Odoo's own routes
#: tell it (probes/websocket_way.py).
BY_EVENTED, BY_HTTP_WORKER = "evented", "http_worker"
ARRIVES, LOST = "arrives", "lost"

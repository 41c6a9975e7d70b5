"""Run the engine through real proxies, several at a time, and remember what it said."""

# Long, for servers, proxies and the table's rows belong together.

import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from lab.commands import LabError
from lab.rpc import Odoo
from lab.world import World

# The nginx and whether it uses TLS: what `make test` runs, and with --every-nginx.
USUAL = [("debian", False), ("wheel", True)]
EVERY = [("debian", False), ("debian", True), ("wheel", False), ("wheel", True)]
# A check mostly waits, but nginx, Odoo and we share two cores; the checks that
# measure timeouts to the second do nothing but wait.
QUICK_AT_ONCE = 3
FULL_AT_ONCE = 6


@dataclass(frozen=True)
class Case:
    """One world on one nginx, plain or behind TLS."""

    world: World
    nginx: str
    tls: bool

    def __str__(self):
        return f"{self.world}-{self.nginx}-{'tls' if self.tls else 'plain'}"

    @property
    def slow(self):
        """Whether it waits for timeouts, two minutes or so."""
        return self.world.depth == "full"

    @classmethod
    def of(cls, world, setups):
        """The cases of a world: the given (nginx, tls) pairs that it can run on."""
        force = {"tls": True, "plain": False}
        cases = [
            cls(world, world.nginx or nginx, force.get(world.needs, tls))
            for nginx, tls in setups
        ]
        # A world that is bound to one of them meets the same case twice.
        return list(dict.fromkeys(cases))


@dataclass
class Row:
    """What a check said about a case."""

    case: Case
    report: dict
    seconds: float

    @property
    def named(self):
        """Each (severity, directive) that deserves somebody's attention."""
        return {
            (finding["severity"], finding["directive"])
            for finding in self.report["findings"]
            if finding["severity"] != "info" and not finding["muted"]
        }

    @property
    def advised(self):
        """Each (severity, directive) of mere advice."""
        found = self.report["findings"]
        return {(f["severity"], f["directive"]) for f in found} - self.named

    @property
    def codes(self):
        """The rules that fired."""
        return {finding["code"] for finding in self.report["findings"]}

    @property
    def passed(self):
        """The rules that looked and found nothing."""
        return set(self.report["passed"])

    @property
    def missed(self):
        """Expected causes that nobody named."""
        return set(self.case.world.expected) - self.named - self.advised

    @property
    def wrong(self):
        """Named causes that nobody expects."""
        world = self.case.world
        return self.named - set(world.expected) - set(world.allowed)


class Table:
    """All cases of a session; `row(case)` waits for the one it is asked for."""

    def __init__(self, lab, cases):
        self._lab = lab
        self._lock = threading.Lock()
        self.healed = {}  # by case, whether following the advice made it healthy
        self._servers = {(): lab.server}
        self._open = contextlib.ExitStack()
        self._ended = threading.Event()
        self._pools = {
            "quick": ThreadPoolExecutor(QUICK_AT_ONCE),
            "full": ThreadPoolExecutor(FULL_AT_ONCE),
        }
        # The long ones first: they only wait, while the others are worked off in the
        # order in which the tests ask for them.
        ordered = sorted(dict.fromkeys(cases), key=lambda case: not case.slow)
        self._rows = {
            case: self._pools[case.world.depth].submit(self._run, case)
            for case in ordered
        }

    @property
    def cases(self):
        """Everything this table was asked to run."""
        return list(self._rows)

    def row(self, case):
        """The row of a case, when its check has ended."""
        return self._rows[case].result()

    def submit(self, function, *arguments):
        """Run something behind all quick checks; a future. It may wait for their rows."""
        return self._pools["quick"].submit(function, *arguments)

    def rows(self):
        """The rows of all checks that ended well."""
        done = [future for future in self._rows.values() if future.done()]
        return [future.result() for future in done if not future.exception()]

    def close(self):
        """End what still runs, and the Odoos that some worlds needed."""
        self._ended.set()
        for pool in self._pools.values():
            pool.shutdown(cancel_futures=True)
        self._open.close()

    def lines(self):
        """The table for a person: fault, expected, named, seconds; then two figures."""
        rows = sorted(self.rows(), key=lambda row: str(row.case))
        cells = [("fault", "expected", "named", "seconds")]
        for row in rows:
            expected = set(row.case.world.expected)
            named = row.named | (row.advised & expected)
            seconds = f"{row.seconds:.1f}"
            cells.append((str(row.case), _words(expected), _words(named), seconds))
        widths = [max(len(line[column]) for line in cells) for column in range(3)]
        for line in cells:
            padded = [line[column].ljust(widths[column]) for column in range(3)]
            yield "  ".join([*padded, line[3].rjust(7)])
        causes = sum(len(row.case.world.expected) for row in rows)
        missed = sum(len(row.missed) for row in rows)
        healthy = [row for row in rows if row.case.world.healthy]
        alarms = sum(len(row.wrong) for row in healthy)
        wrong = sum(len(row.wrong) for row in rows) - alarms
        yield f"causes named: {causes - missed} of {causes}, wrongly: {wrong}"
        yield f"false alarms on healthy proxies: {alarms} ({len(healthy)} checks)"

    def _run(self, case):
        try:
            return self._checked(case)
        except (OSError, LabError):
            # Starting a program may fail on a busy machine; a verdict never comes here.
            return self._checked(case)

    def _checked(self, case):
        with self.server(case) as server:
            setup = {"nginx": case.nginx, "tls": case.tls, "server": server}
            with self._lab.proxy(case.world, **setup) as proxy:
                return Row(case, *check(self._lab, server, proxy, self._ended))

    def server(self, case):
        """The Odoo for a case, as a context."""
        settings = case.world.odoo
        if case.slow:
            # What one full check holds open would be in another one's way.
            return self._lab.variant(f"for-{case}", **dict(settings))
        with self._lock:
            if settings not in self._servers:
                name = f"variant-{len(self._servers)}"
                variant = self._lab.variant(name, **dict(settings))
                self._servers[settings] = self._open.enter_context(variant)
        return contextlib.nullcontext(self._servers[settings])


def check(lab, server, proxy, ended):
    """The report of an in-process check through a proxy, and how long it took.

    It is given up when the event `ended` is set.
    """
    from proxycheck import check as engine
    from proxycheck.target import Target, Ticket
    from proxycheck.words import Depth

    given = Odoo(server, lab.odoo.key).rpc("proxy.health.check", "issue_ticket")
    # This proxy is the public address for as long as the check lasts.
    given["odoo"].update({"web_base_url": proxy.url, **dict(proxy.world.ticket)})
    trusted = proxy.tls and proxy.world.trust != "system"
    ca_file = lab.ca_file if trusted else ""
    target = Target(proxy.url, ca_file=ca_file, proxy=proxy.world.told)
    depth = Depth(proxy.world.depth)
    begin = time.monotonic()
    ticket = Ticket.from_dict(given)
    checked = engine.check(target, ticket, depth=depth, cancelled=ended.is_set)
    return checked.report(), time.monotonic() - begin


def _words(causes):
    return ", ".join(sorted(f"{severity} {name}" for severity, name in causes)) or "-"

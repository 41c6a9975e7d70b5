"""Odoo 14 without the addon behind every proxy of longpolling/, looked at from outside.

Both worker modes run in the background from the session's start: making the database
takes half a minute, and a full check waits for a minute.
"""

import contextlib
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from table import FULL_AT_ONCE, Case, Row

from lab import world
from lab.answers import call, request
from lab.commands import LabError
from lab.folders import LONGPOLLING
from lab.parts import series

SERIES = 14
WORKERS = 2
#: Checks of Odoo 14 at once, beside those of the table.
AT_ONCE = 2


def cases(setups):
    """The cases of all proxies on these ``(nginx, tls)``, and of near misses on the first."""
    chosen = [c for one in world.all_longpolling() for c in Case.of(one, setups)]
    near = world.near_misses(LONGPOLLING)
    return chosen, [c for one in near for c in Case.of(one, setups[:1])]


class Polled:
    """The rows of some cases; `row(case)` waits for the one it is asked for."""

    def __init__(self, lab, chosen):
        self._lab = lab
        self._open = contextlib.ExitStack()
        self._pools = {
            "quick": ThreadPoolExecutor(AT_ONCE),
            "full": ThreadPoolExecutor(FULL_AT_ONCE),
        }
        self._starting = ThreadPoolExecutor(1)
        modes = {_workers(case) for case in chosen}
        self._servers = {
            mode: self._starting.submit(self._start, mode) for mode in modes
        }
        self._rows = {
            case: self._pools[case.world.depth].submit(self._run, case)
            # The long ones first: they only wait.
            for case in sorted(chosen, key=_quick)
        }

    def row(self, case):
        """The row of a case, when its check has ended.

        Where no Odoo 14 or no Python for it is to be had, the test says so and is skipped.
        """
        try:
            return self._rows[case].result()
        except LabError as missing:
            pytest.skip(str(missing))

    def rows(self):
        """The rows of all cases."""
        return [self.row(case) for case in self._rows]

    def close(self):
        """End the Odoos, and what waits for them."""
        for pool in (*self._pools.values(), self._starting):
            pool.shutdown(cancel_futures=True)
        self._open.close()

    def _start(self, workers):
        name = f"polled-{workers}"
        source = series.chosen(SERIES)
        server = self._lab.without_addon(source, name, workers=workers)
        return warm(self._open.enter_context(server))

    def _run(self, case):
        server = self._servers[_workers(case)].result()
        setup = {"nginx": case.nginx, "tls": case.tls, "server": server}
        with self._lab.proxy(case.world, **setup) as proxy:
            begin = time.monotonic()
            report = from_outside(self._lab, proxy)
            return Row(case, report, time.monotonic() - begin)


def warm(server):
    """Have every worker load its registry, which takes seconds; return the server."""
    for port in (server.http, server.http, server.http, server.gevent):
        if port == server.http or server.options["workers"]:
            request(port, "GET", "/web/login")
            call(port, "/longpolling/poll", channels=["x"], last=0, options={"peek": 1})
    return server


def from_outside(lab, proxy):
    """The report of a check through a proxy, as somebody without a key gets it."""
    from proxycheck.check import check
    from proxycheck.target import Target
    from proxycheck.words import Depth

    target = Target(proxy.url, ca_file=lab.ca_file if proxy.tls else "")
    return check(target, depth=Depth(proxy.world.depth)).report()


def _quick(case: Case):
    return not case.slow


def _workers(case):
    return dict(case.world.odoo).get("workers", WORKERS)

"""Checks without a key before an Odoo without the addon, behind many proxies at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from table import FULL_AT_ONCE, QUICK_AT_ONCE, Case, Row

from lab.world import everything, near_misses
from proxycheck.registry import rules
from proxycheck.words import Depth, Status, Vantage

OWN_ADDRESS = "own_address"
#: Settings of Odoo's that such a server may have: no other needs one of its own.
WITHOUT_WORKERS = (("workers", 0),)


def is_seen(world):
    """Whether something of what is wrong with a proxy can be seen without the addon."""
    if world.hidden:
        return False
    found = [rules()[code] for code in world.about if code in rules()]
    seen = any(rule.outside or _asks_the_proxy_alone(rule) for rule in found)
    return bool(world.outside) or seen


def _asks_the_proxy_alone(rule):
    vantages = {need.vantage for need in rule.needs if not need.optional}
    return rule.of_anybody and vantages <= {None, Vantage.SERVER}


def is_untold(row):
    """Whether only Odoo's own address would show it, and no redirect of this Odoo names that.

    Odoo on Werkzeug 3 does not (probes/own_address.py).
    """
    seen = [o for o in row.report["observations"] if o["probe"] == OWN_ADDRESS]
    untold = any(one["status"] == Status.FAILED for one in seen)
    # A healthy world is about itself, and no rule has its name.
    about = [rules()[code] for code in row.case.world.about if code in rules()]
    outside = [rule.outside for rule in about]
    needs = [{need.probe for need in rule.needs} for rule in outside if rule]
    return untold and bool(needs) and all(OWN_ADDRESS in names for names in needs)


def worlds(workers):
    """The proxies that a server of this many workers can stand behind, as they are seen."""
    chosen = [world for world in everything() if world.healthy or is_seen(world)]
    return [
        replace(world, expected=world.outside or world.expected)
        for world in chosen
        if _stands_before(world, workers)
    ]


def unseen(workers):
    """Those whose mistake cannot be seen, and the near misses of all."""
    hidden = [w for w in everything() if not w.healthy and not is_seen(w)]
    chosen = [*hidden, *near_misses()]
    return [world for world in chosen if _stands_before(world, workers)]


def waiting():
    """Those of which only a full check tells, and their near misses."""
    found = [world for world in everything() if world.depth == "full"]
    found = [world for world in found if not world.odoo and is_seen(world)]
    about = {code for world in found for code in world.about}
    near = [w for w in near_misses() if w.depth == "full" and about & set(w.silent)]
    return [*found, *near]


def _stands_before(world, workers):
    settings = () if workers else WITHOUT_WORKERS
    return world.odoo == settings and world.depth == "quick"


class Outside:
    """All checks of one server; `row(name)` waits for the one behind that proxy."""

    def __init__(self, lab, server, chosen, nginx="debian", tls=False):
        self.lab, self.server = lab, server
        full = any(world.depth == "full" for world in chosen)
        self.pool = ThreadPoolExecutor(FULL_AT_ONCE if full else QUICK_AT_ONCE)
        cases = [case for w in chosen for case in Case.of(w, [(nginx, tls)])]
        self.rows = {c.world.name: self.pool.submit(self._row, c) for c in cases}

    def row(self, name):
        """The row of a proxy, when its check has ended."""
        return self.rows[name].result()

    def close(self):
        """Begin no more checks, and wait for those that run."""
        self.pool.shutdown(cancel_futures=True)

    def _row(self, case):
        setup = {"nginx": case.nginx, "tls": case.tls, "server": self.server}
        with self.lab.proxy(case.world, **setup) as proxy:
            return Row(case, *self._check(proxy))

    def _check(self, proxy):
        from proxycheck import check as engine
        from proxycheck.target import Target

        trusted = proxy.tls and proxy.world.trust != "system"
        target = Target(proxy.url, ca_file=self.lab.ca_file if trusted else "")
        begin, depth = time.monotonic(), Depth(proxy.world.depth)
        return engine.check(target, depth=depth).report(), time.monotonic() - begin

    def figures(self):
        """One line: how many causes were named, and how many wrongly."""
        rows = [row for row in map(self.row, self.rows) if not is_untold(row)]
        causes = sum(len(row.case.world.expected) for row in rows)
        missed = sum(len(row.missed) for row in rows)
        wrong = sum(len(row.wrong) for row in rows)
        healthy = sum(row.case.world.healthy for row in rows)
        return (
            f"from outside: {causes - missed} of {causes} causes named, wrongly: {wrong}"
            f" ({healthy} healthy proxies among {len(rows)})"
        )

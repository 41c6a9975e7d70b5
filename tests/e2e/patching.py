"""Break → find → patch → heal: the findings of a table's row, done in its proxy's file."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from table import QUICK_AT_ONCE, Case, check

from lab.commands import LabError
from proxycheck.conf import read_given
from proxycheck.patch import Patch, patched


@dataclass
class Healing:
    """What became of a fault: the patch, nginx's refusal if any, and the report after it."""

    case: Case
    patch: Patch
    refused: str = ""
    report: dict | None = None

    @property
    def healed(self):
        """Whether the check is healthy now, or what the world advised is gone."""
        if self.report is None or self.report["verdict"] != "healthy":
            return False
        return not self.remaining & set(self.case.world.about)

    @property
    def remaining(self):
        """The codes that are still named."""
        return {one["code"] for one in self.report["findings"]} if self.report else set()


class Healings:
    """The healings of these cases, several at a time, each when its row is there."""

    def __init__(self, lab, table, cases):
        self._lab, self._table = lab, table
        self._pool = ThreadPoolExecutor(QUICK_AT_ONCE)
        self._ended = threading.Event()
        self._running = {case: self._pool.submit(self._heal, case) for case in cases}

    def of(self, case):
        """The healing of a case, when its second check has ended."""
        return self._running[case].result()

    def close(self):
        """End what still runs."""
        self._ended.set()
        self._pool.shutdown(cancel_futures=True)

    def _heal(self, case):
        row, world = self._table.row(case), case.world
        advice = any(severity == "info" for severity, _directive in world.expected)
        with self._table.server(case) as server:
            setup = {"nginx": case.nginx, "tls": case.tls, "server": server}
            with self._lab.proxy(world, **setup) as proxy:
                report = {**row.report, "target": {"base_url": proxy.url}}
                name = str(proxy.file)
                configuration = read_given(proxy.file.read_text(), name)
                patch = patched(configuration, report, advice)
                if not patch.changed:
                    return Healing(case, patch)
                try:
                    proxy.rewrite(patch.after[name])
                except LabError as refusal:
                    return Healing(case, patch, refused=str(refusal))
                after, _seconds = check(self._lab, server, proxy, self._ended)
                return Healing(case, patch, report=after)

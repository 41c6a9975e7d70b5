"""Break → find → patch → heal: the findings of a table's row, done in its proxy's file."""

import threading
from dataclasses import dataclass, field

from table import Case, check

from lab.commands import LabError
from proxycheck.conf import read_given
from proxycheck.patch import patched

#: A cause may hide the next one, and that one another.
ROUNDS = 3


@dataclass
class Healing:
    """What became of a fault: its patches, nginx's refusal if any, the report after them."""

    case: Case
    before: str
    patches: list = field(default_factory=list)  # of `Patch`
    left: dict = field(
        default_factory=dict
    )  # code -> why it cannot be healed in the file
    refused: str = ""
    report: dict | None = None

    @property
    def diff(self):
        """All that was changed, round by round."""
        return "\n".join(one.diff() for one in self.patches)

    @property
    def healed(self):
        """Whether the check is healthy now, or what the world advised is gone."""
        if self.report is None or self.report["verdict"] != "healthy":
            return False
        return not self.remaining & set(self.case.world.about)

    @property
    def remaining(self):
        """The codes that are still named."""
        return (
            {one["code"] for one in self.report["findings"]} if self.report else set()
        )


class Healings:
    """The healings of these cases, several at a time, each when its row is there."""

    def __init__(self, lab, table, cases):
        self._lab, self._table = lab, table
        self._ended = threading.Event()
        self._running = {case: table.submit(self._heal, case) for case in cases}

    def of(self, case):
        """The healing of a case, when its second check has ended."""
        return self._running[case].result()

    def close(self):
        """End what still runs."""
        self._ended.set()

    def _heal(self, case):
        row, world = self._table.row(case), case.world
        with self._table.server(case) as server:
            setup = {"nginx": case.nginx, "tls": case.tls, "server": server}
            with self._lab.proxy(world, **setup) as proxy:
                report = {**row.report, "target": {"base_url": proxy.url}}
                if row.missed:  # the table's own test says so; here it is looked again
                    report, _seconds = check(self._lab, server, proxy, self._ended)
                return self._healed(
                    Healing(case, proxy.file.read_text()), report, proxy, server
                )

    def _healed(self, healing, report, proxy, server):
        """Patch, load and check, once more where a cause had hidden the next one."""
        advice = any(s == "info" for s, _directive in healing.case.world.expected)
        for _round in range(ROUNDS):
            configuration = read_given(proxy.file.read_text(), str(proxy.file))
            patch = patched(configuration, report, advice and not healing.patches)
            healing.left |= patch.left
            if not patch.changed and not healing.patches:
                break
            if patch.changed:
                healing.patches.append(patch)
                try:
                    proxy.rewrite(patch.after[str(proxy.file)])
                except LabError as refusal:
                    healing.refused = str(refusal)
                    break
            report, _seconds = check(self._lab, server, proxy, self._ended)
            healing.report = report
            if healing.healed:
                break
        return healing

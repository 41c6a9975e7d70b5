"""One run of the probes: who answers at all, then everything else at once, then again
whatever an accusation rests on; what holds connections open goes on beside it all.
"""

import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from .judge.judging import judge
from .judge.rule import _lt
from .leave import Leave
from .line import direct_line, public_line
from .observation import Observation
from .observing import NOBODY, TIME_UP, observe
from .registry import probes, rules
from .wire.clock import Deadline
from .wire.dial import Outcome
from .words import Depth, Severity, Status, Vantage, Verdict

#: 12 s is the budget of a quick check against the worst peer; the last second
#: is for judging and storing. A full one holds 118 s and has 130.
SECONDS = {Depth.QUICK: 11.0, Depth.FULL: 127.0}
#: A probe that cannot keep the time, on a machine that is overloaded, is not waited for.
GRACE = 0.3
#: Odoo kills what runs for longer than the ticket says (120 s by default); this is left
#: for judging and storing, and no limit is so low that a quick check has no time.
SPARE, MINIMUM = 10.0, SECONDS[Depth.QUICK]
#: Threads, not load: nearly all of them wait.
THREADS = 24
#: Outcomes after which no other request can fare better.
DEAF = {o.value for o in (Outcome.NO_NAME, Outcome.REFUSED, Outcome.UNROUTED)}
#: An accusation stands when two looks in a row agree; three looks settle it.
LOOKS = 3

NO_TICKET = _lt("Without a key of this Odoo its probe routes do not answer.")
ONE_WORKER = _lt(
    "Odoo's only HTTP worker is busy with this very request and cannot answer its own"
    " probes. Use the button “Run proxy check”, which hands the check to the cron worker."
)


class Look:
    """One run of the probes over the lines of one target."""

    def __init__(self, target, ticket, depth, only, cancelled, direct, pages=False):
        self.ticket, self.depth, self.only, self.cancelled = (
            ticket,
            depth,
            only,
            cancelled,
        )
        self.leave = Leave(ticket)
        self.lines = {
            d: self._lines(target, d, direct)
            for d in Depth
            if d in (Depth.QUICK, depth)
        }
        self.pool = ThreadPoolExecutor(THREADS, thread_name_prefix="proxycheck")
        # Redirects are followed from here, also when they are looked at again.
        self.asked = dict(self.lines[Depth.QUICK])
        self.pages = pages
        self.seen = {}

    def _lines(self, target, depth, direct):
        overall = Deadline(self._seconds(depth))
        lines = {
            Vantage.SERVER: public_line(Vantage.SERVER, target, self.ticket, overall)
        }
        if direct and self.ticket and self.ticket.odoo:
            lines[Vantage.DIRECT] = direct_line(target, self.ticket, overall)
        surest = lines.get(Vantage.DIRECT) or lines[Vantage.SERVER]
        for line in lines.values():
            line.surest, line.places, line.leave = surest, surest.places, self.leave
        return lines

    def _seconds(self, depth):
        """The check's time: Odoo kills whatever runs for longer than its limit."""
        limit = (self.ticket.odoo if self.ticket else {}).get("limit_time_real")
        usable = (
            limit - SPARE if isinstance(limit, (int, float)) and limit > 0 else None
        )
        return min(SECONDS[depth], max(usable, MINIMUM)) if usable else SECONDS[depth]

    def run(self):
        """Yield the observations of all stages."""
        yield from self._ended(self._started(self._planned(first=True)))
        self._follow_redirects()
        # What holds connections open only waits: everything else goes on meanwhile.
        holding = self._started(self._planned(depth=Depth.FULL))
        yield from self._ended(self._started(self._planned()))
        yield from self._explain_refusals(self._planned(last=True))
        yield from self._repeat_what_accuses()
        yield from self._ended(holding)

    def _planned(self, first=False, last=False, depth=Depth.QUICK):
        """The wanted probes of one stage, with the vantage of each; who waits longest first."""
        return [
            (vantage, probe)
            for probe in sorted(probes().values(), key=lambda probe: -probe.seconds)
            for vantage in probe.vantages
            if (probe.first, probe.last, probe.depth) == (first, last, depth)
            and self._wanted(vantage, probe)
        ]

    def _wanted(self, vantage, probe):
        if vantage not in self.lines[Depth.QUICK]:
            return False
        if self.only is not None:
            return f"{vantage}.{probe.name}" in self.only or probe.first
        return (self.pages or not probe.on_request) and probe.depth in self.lines

    def _line(self, vantage, probe):
        lines = self.lines.get(probe.depth, self.lines[Depth.QUICK])
        return (self.asked if probe.first else lines)[vantage]

    def _started(self, plan):
        """Start the planned probes; return ``{future: (vantage, probe)}``."""
        return {
            self._start(vantage, probe): (vantage, probe) for vantage, probe in plan
        }

    def _start(self, vantage, probe):
        because = self._hopeless(vantage, probe)
        if not because:
            return self.pool.submit(observe, self._line(vantage, probe), probe)
        skipped = Future()
        skipped.set_result(
            Observation(probe.name, vantage, Status.SKIPPED, because=because)
        )
        return skipped

    def _ended(self, running):
        """Yield the observation of each as it ends, or that the time was up."""
        end = self.lines[self.depth][Vantage.SERVER].overall.at + GRACE
        while running and not self.cancelled() and time.monotonic() < end:
            done, _others = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in done:
                del running[future]
                yield self._keep(future.result())
        for vantage, probe in running.values():
            yield self._keep(
                Observation(probe.name, vantage, Status.FAILED, because=TIME_UP)
            )

    def _hopeless(self, vantage, probe):
        """Why this probe cannot see anything, or ````."""
        odoo = self.ticket.odoo if self.ticket else {}
        if probe.name == "odoo":
            return ""
        if odoo.get("in_http_worker") and odoo.get("workers") == 1:
            return ONE_WORKER
        if (
            probe.ticket
            and not self.ticket
            and not probe.first
            and probe.name != "handshake"
        ):
            return NO_TICKET
        echo = self.seen.get(f"{vantage}.echo")
        deaf = echo and echo.facts.get("outcome") in DEAF and vantage is Vantage.SERVER
        return NOBODY if deaf and not probe.first else ""

    def _keep(self, observation):
        before = self.seen.get(observation.key)
        if not (before and before.seen and _tells_less(observation, before)):
            self.seen[observation.key] = observation
        return self.seen[observation.key]

    def _follow_redirects(self):
        """Measure where people end up: the address that the first redirect led to."""
        echo = self.seen.get(f"{Vantage.SERVER}.echo")
        base = tuple(echo.facts.get("base") or ()) if echo else ()
        for lines in self.lines.values():
            line = lines[Vantage.SERVER]
            if base and base != (line.scheme, line.host, line.port):
                lines[Vantage.SERVER] = moved = line.moved(base)
                moved.places = line.places
                moved.surest = moved if line.surest is line else line.surest

    def _explain_refusals(self, plan):
        """Run the `last` probes, if anything was refused as too much; else say that nothing was."""
        if any(
            limited(o.facts) for o in self.seen.values() if o.vantage is Vantage.SERVER
        ):
            yield from self._ended(self._started(plan))
            return
        answered = any(
            o.facts.get("outcome") == Outcome.ANSWERED for o in self.seen.values()
        )
        for vantage, probe in plan if answered else ():
            yield self._keep(
                Observation(probe.name, vantage, Status.SEEN, {"limited": False})
            )

    def _repeat_what_accuses(self):
        accused = self._accused()
        for _look in range(LOOKS - 1):
            if not accused or self.cancelled():
                return
            again = [
                (vantage, probe)
                for probe in probes().values()
                for vantage in probe.vantages
                if f"{vantage}.{probe.name}" in self._evidence_of(accused)
                and probe.repeat
                and probe.depth is Depth.QUICK
            ]
            yield from self._ended(self._started(again))
            before, accused = accused, self._accused()
            if before <= accused:
                return

    def _accused(self):
        found = judge(list(self.seen.values()))
        return {
            f.code
            for f in found
            if f.verdict is Verdict.FAILED and f.severity is not Severity.INFO
        }

    def _evidence_of(self, codes):
        needs = [need for code in codes for need in rules()[code].needs]
        return {need.key(Vantage.SERVER) for need in needs} & set(self.seen)

    def close(self):
        """Hang up on everybody; threads end as their sockets do."""
        for lines in (self.asked, *self.lines.values()):
            for line in lines.values():
                line.hang_up()
        self.pool.shutdown(wait=False, cancel_futures=True)


def _tells_less(again, before):
    """Whether a repetition saw nothing, or only the refusals that our own haste brought."""
    let_in = before.facts.get("proven") or before.facts.get("opened")
    return not again.seen or bool(let_in and limited(again.facts))


def limited(facts):
    """Whether any answer in these facts is the refusal of a limit (429, 503)."""
    rows = [facts, *facts.get("tries", ()), *facts.get("paths", {}).values()]
    return any(row.get("status") in (429, 503) for row in rows)

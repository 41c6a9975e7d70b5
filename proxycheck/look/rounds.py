"""Which probes run when: who answers at all, then everything else at once.

What holds connections open goes on beside it all. What was seen can be looked at again.
"""

import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from http import HTTPStatus

from ..observation import Observation
from ..wire.dial import Outcome
from ..words import LIMITING, Depth, Status, Vantage
from .lines import Lines
from .plan import Plan
from .run_probe import TIME_UP, run_probe

#: A probe that cannot keep the time, on a machine that is overloaded, is not waited for.
GRACE = 0.3
#: Seconds without news after which what was seen is worth judging, while the rest goes on.
QUIET = 0.05
#: Seconds between two questions whether the check was cancelled, each of the database.
UNTIL_CANCELLED = 0.2
#: Facts that say that somebody was let in.
LET_IN = ("proven", "opened", "connected", "passed")
#: Threads, not load: nearly all of them wait.
THREADS = 24


class Look:
    """Looks at one target, and keeps what was seen; within its ``with`` only."""

    def __init__(
        self,
        target,
        ticket=None,
        *,
        depth=Depth.QUICK,
        seen=lambda observation: None,
        cancelled=lambda: False,
        only=None,
        direct=True,
        pages=False,
        account=None,
        odoo=None,
    ):
        """`seen` is told each observation, in the caller's thread, until `cancelled()`.

        `only`: ``vantage.probe`` keys to run; what is measured on request runs if named
        there, or for `pages` in a full check. `direct`: this is Odoo's machine.
        `account`: the `Session` of somebody who has signed in. `odoo`: what Odoo's
        configuration file says, where there is no ticket.
        """
        # Long, for a check has all these options.
        self.tell, self.cancelled = seen, cancelled
        self.lines = Lines(target, ticket, depth, direct, account, odoo)
        self.plan = Plan(self.lines, ticket, only, pages, account)
        self.pool = ThreadPoolExecutor(THREADS, thread_name_prefix="proxycheck")
        self.holding = {}
        self.seen = {}
        self.times = Counter()  # how often each key was looked at

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        """Hang up on everybody; threads end as their sockets do."""
        self.lines.hang_up()
        self.pool.shutdown(wait=False, cancel_futures=True)

    @property
    def observations(self):
        """What was seen so far, one `Observation` a vantage and probe."""
        return list(self.seen.values())

    def at_everything(self, doubtful=lambda: ()):
        """Run all probes once; those that hold connections open are only started.

        What is `doubtful()`, as keys, is looked at again as soon as nothing else comes
        in. Over a long way that saves a round.
        """
        self._run(self.plan.stage(first=True))
        self.lines.follow(self._redirected_to())
        # What holds connections open only waits: everything else goes on meanwhile.
        self.holding = self._started(self.plan.stage(depth=Depth.FULL))
        self._wait_for(self._started(self.plan.stage()), doubtful)
        self._explain_refusals()

    def again(self, keys):
        """Run the quick probes with these ``vantage.probe`` keys once more."""
        if not self.cancelled():
            self._run(self.plan.again(set(keys) & set(self.seen)))

    def wait_for_holds(self):
        """Wait until what holds connections open has ended."""
        self._wait_for(self.holding)

    def _run(self, plan):
        self._wait_for(self._started(plan))

    def _started(self, plan):
        """Start the planned probes; return ``{future: (vantage, probe)}``."""
        return {
            self._start(vantage, probe): (vantage, probe) for vantage, probe in plan
        }

    def _start(self, vantage, probe):
        because = self.plan.hopeless(vantage, probe, self.seen)
        if not because:
            return self.pool.submit(run_probe, self.lines.of(vantage, probe), probe)
        skipped = Future()
        skipped.set_result(
            Observation(probe.name, vantage, Status.SKIPPED, because=because)
        )
        return skipped

    def _wait_for(self, running, doubtful=lambda: ()):
        """Keep the observation of each as it ends, or that the time was up.

        In a quiet moment, start what is `doubtful()` once more.
        """
        end, news = self.lines.end + GRACE, True
        while running and not self.cancelled() and time.monotonic() < end:
            patience = QUIET if news else UNTIL_CANCELLED
            done, _others = wait(running, patience, return_when=FIRST_COMPLETED)
            for future in done:
                del running[future]
                self._keep(future.result())
            if news and not done:
                again = self.plan.again(set(doubtful()) & set(self.seen))
                plan = [one for one in again if one not in running.values()]
                running.update(self._started(plan))
            news = bool(done)
        for vantage, probe in running.values():
            self._keep(Observation(probe.name, vantage, Status.FAILED, because=TIME_UP))

    def _keep(self, observation):
        self.times[observation.key] += 1
        before = self.seen.get(observation.key)
        if not (before and before.seen and _tells_less(observation, before)):
            self.seen[observation.key] = observation
        self.tell(self.seen[observation.key])

    def _redirected_to(self):
        """The address that the first redirect led to, or nothing."""
        echo = self.seen.get(f"{Vantage.SERVER}.echo")
        return tuple(echo.facts.get("base") or ()) if echo else ()

    def _explain_refusals(self):
        """Run the `last` probes that have anything to explain; note it of the others."""
        seen = [o for o in self.observations if o.vantage is Vantage.SERVER]
        facts = [o.facts for o in self.observations]
        answered = any(one.get("outcome") == Outcome.ANSWERED for one in facts)
        wanted = []
        for vantage, probe in self.plan.stage(last=True):
            if any(map(probe.explains or _is_limited, seen)):
                wanted.append((vantage, probe))
            elif answered:
                otherwise = dict(probe.otherwise)
                self._keep(Observation(probe.name, vantage, Status.SEEN, otherwise))
        self._run(wanted)


def _is_limited(observation):
    return limited(observation.facts)


def _tells_less(again, before):
    """Whether a repetition saw nothing, or only the refusals that our own haste brought."""
    let_in = any(before.facts.get(name) for name in LET_IN)
    let_in = let_in or before.facts.get("status") == HTTPStatus.OK
    return not again.seen or bool(let_in and limited(again.facts))


def limited(facts):
    """Whether any answer in these facts is the refusal of a limit."""
    rows = [facts, *facts.get("tries", ()), *facts.get("paths", {}).values()]
    return any(row.get("status") in LIMITING for row in rows)

"""One check: look → judge → look again at what an accusation rests on → report.

Looking knows no rule, and judging does no I/O; `check` calls both, and everybody (the
addon, the command line, the tests) calls `check`.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timezone

from . import report
from .judge.judge import judge
from .look import Look
from .registry import probes, rules
from .target import Target
from .words import Depth, Severity, Vantage, Verdict

#: An accusation stands when what it rests on was looked at once more since. Nothing is
#: looked at more often than this, so three looks settle it.
LOOKS = 3


@dataclass(frozen=True)
class Checked:
    """What a check saw, and what follows from it."""

    target: Target
    depth: Depth
    started_at: datetime  # aware, in UTC
    duration_ms: float  # without the judging at the end
    observations: list  # of `Observation`, one a vantage and probe
    findings: list  # of `Finding`, one a rule but for silenced consequences

    def report(self, muted=(), translate=str):
        """Return the report as a JSON object; see `report.build`."""
        return report.build(
            target=self.target,
            depth=self.depth,
            started_at=self.started_at,
            duration_ms=self.duration_ms,
            observations=self.observations,
            findings=self.findings,
            muted=muted,
            translate=translate,
        )


def check(target, ticket=None, *, depth=Depth.QUICK, **how):
    """Check a `Target` and return `Checked`; whatever the network does is in there.

    Without a `Ticket` the probe routes do not answer, and only what a stranger may see
    is judged. `how` is what `Look` takes: who is told of each observation as it comes,
    what ends the check early, what is left out.
    """
    started_at, begin = datetime.now(timezone.utc), time.monotonic()
    with Look(target, ticket, depth=depth, **how) as look:
        accusations = Accusations(look)
        look.at_everything(accusations.doubtful)
        for _look in range(LOOKS - 1):
            keys = accusations.doubtful()
            if not keys:
                break
            look.again(keys)
        look.wait_for_holds()
        seen = look.observations
    took_ms = (time.monotonic() - begin) * 1000
    return Checked(target, depth, started_at, took_ms, seen, judge(seen))


class Accusations:
    """What a look accuses, and what it was seen to rest on then."""

    def __init__(self, look):
        self._look = look
        self._since = {}  # by code, how often each key had been looked at

    def doubtful(self):
        """The keys that an accusation rests on, and that were not looked at again since."""
        accused = {code: _evidence_of(code) for code in _accused(self._look)}
        times = self._look.times
        self._since = {
            code: self._since.get(code) or {key: times[key] or 1 for key in keys}
            for code, keys in accused.items()
        }
        return {
            key
            for code, keys in accused.items()
            for key in keys
            if 0 < times[key] <= min(self._since[code][key], LOOKS - 1)
        }


def _accused(look):
    """The codes of the rules that accuse somebody; advice accuses nobody."""
    return {
        finding.code
        for finding in judge(look.observations)
        if finding.verdict is Verdict.FAILED and finding.severity is not Severity.INFO
    }


def _evidence_of(code):
    """The keys of the observations that a rule needs; none where no second look tells more.

    What may be missing only adds to what is needed for certain: where nothing of that can
    be repeated (`body_limit` repeats its own questions), an echo more would cost four
    round trips and settle nothing.
    """
    needs = rules()[code].all_needs
    certain = [need for need in needs if not need.optional]
    if certain and not any(_repeatable(need) for need in certain):
        return set()
    return {need.key(Vantage.SERVER) for need in needs}


def _repeatable(need):
    declared = probes().get(need.probe)
    return bool(declared and declared.repeat)

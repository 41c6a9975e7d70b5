"""The steps of a healing, and the way back from each of them."""

import contextlib
import signal
import threading
import time
from dataclasses import dataclass, field

from ..words import CheckVerdict, Severity
from . import writing
from .journal import Journal
from .nginx import Refused

#: How a run is ended from outside: Ctrl-C, `kill`, and a connection that was lost.
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: Seconds after which nginx's new workers answer, at the latest: those of before finish
#: their requests, and accept no new ones as soon as the others are there.
SETTLED = 1.0
#: From bad to good; what could not be told is no better than what is broken.
RANKS = (
    CheckVerdict.UNREACHABLE,
    CheckVerdict.UNKNOWN,
    CheckVerdict.BROKEN,
    CheckVerdict.DEGRADED,
    CheckVerdict.HEALTHY,
)


class Stopped(BaseException):
    """Somebody ended the run. No `except Exception` may swallow it."""


@dataclass(frozen=True)
class Outcome:
    """What became of it: whether the change is `kept`, `why` not, and the last report.

    `copies` are the paths at which the old files are kept.
    """

    kept: bool
    why: str = ""
    report: dict = field(default_factory=dict)
    copies: tuple = ()


class Healing:
    """Writes, tests, reloads and checks again, and takes everything back unless it helped.

    `files` are `ChangedFiles`, `config` is the file that was named, `check` returns a new
    report, `tell` gets a sentence after each step, `settle` are seconds for nginx's workers.
    """

    def __init__(self, files, config, nginx, check, tell, settle=SETTLED):
        self.files, self.nginx, self.check, self.tell = files, nginx, check, tell
        self.journal = Journal(config)
        self.settle, self._settled = settle, False

    def run(self, before):
        """Return the `Outcome`; `before` is the report that named what is wrong.

        Whatever ends it early, the old files are back when this returns or raises.
        """
        self.nginx.test()  # a configuration that is refused already is not ours to judge
        with _first_ending_raises():
            try:
                return self._changed_or_back(before)
            except Stopped:
                # It may have come while the old files were put back; no other one comes.
                self._take_back()
                raise

    def _changed_or_back(self, before):
        try:
            outcome = self._change(before)
            self._settled = outcome.kept
        except Refused as refusal:
            outcome = Outcome(False, str(refusal))
        finally:
            self._take_back()
        return outcome

    def _change(self, before):
        for one in self.files:
            one.demand(one.before)
        self.journal.begin(self.files)
        self.tell("The old files are copied.")
        self._write()
        self.tell("The new lines are written.")
        self.nginx.test()
        self.tell("nginx takes them.")
        self.nginx.reload()
        self.tell("nginx has loaded them. Checking again …")
        time.sleep(self.settle)
        after = self.check()
        why = worse(before, after)
        if why:
            return Outcome(False, why, after)
        self.tell("The check is better.")
        self.journal.end(keep_copies=True)
        return Outcome(True, "", after, tuple(self.journal.copies))

    def _write(self):
        for one in self.files:
            one.demand(one.before)
            writing.write(one.path, one.after)

    def _take_back(self):
        """Put the old files back and let nginx load them, unless all is settled."""
        if self._settled:
            return
        self.journal.put_back()
        self.nginx.reload()
        self.journal.end(keep_copies=False)
        self._settled = True
        with contextlib.suppress(OSError):  # who is gone reads no more
            self.tell("The old files are back.")


def worse(before, after):
    """Return why a change is not kept, as a sentence; "" where it helped.

    It helped if the verdict is better, or as bad for another reason while something that
    was named is gone: a cause often hides the next one. Nothing that was seen in order
    before may be wrong now.
    """
    old, new = _named(before), _named(after)
    broken = sorted(set(new) & set(before.get("passed", ())))
    if broken:
        return f"Something new is wrong: {'; '.join(new[code] for code in broken)}."
    was, is_now = (RANKS.index(CheckVerdict(r["verdict"])) for r in (before, after))
    if is_now > was or (is_now == was and set(old) - set(new)):
        return ""
    return f"The verdict was {before['verdict']}, and with the change it is {after['verdict']}."


def _named(report):
    """``{code: title}`` of what a report names beyond advice."""
    return {
        one["code"]: one["title"]
        for one in report["findings"]
        if one["severity"] != Severity.INFO.value and not one["muted"]
    }


@contextlib.contextmanager
def _first_ending_raises():
    """Let the first ending signal raise `Stopped` in here; those after it are ignored.

    So what brings the old files back is interrupted once at most.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals arrive in the main thread only
        return

    def stop(_number, _frame):
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    before = {number: signal.signal(number, stop) for number in ENDING}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)

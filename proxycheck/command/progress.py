"""One line on a terminal that tells how far a check is; elsewhere nothing."""

import shutil
import sys
import threading
import time

from ..registry import probes
from ..words import Depth

#: Seconds between two drawings.
TICK = 0.25
WIDTH = 20
CLEAR = "\r\033[K"


def for_terminal(options):
    """Return a `Progress` where a person looks on, else one that says nothing."""
    looks_on = sys.stderr is not None and sys.stderr.isatty()
    return Progress(options) if looks_on else Silent()


class Silent:
    """Takes everything and prints nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        """Nothing was drawn."""

    def tell(self, observation):
        """Take note of one observation."""

    def ended(self):
        """Take note that one address is done."""


class Progress(Silent):
    """Redraws one line of stderr from a thread of its own, until it is left."""

    def __init__(self, options):
        self.addresses = len(options.targets)
        self.name = options.targets[0].base_url
        self.holds = longest_hold() if options.full else 0
        self.start = time.monotonic()
        self.steps = self.done = 0
        self.latest = ""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._over.set()
        self._thread.join()
        self._write("")

    def tell(self, observation):
        """Take note of one observation."""
        self.steps += 1
        self.latest = observation.probe.replace("_", " ")

    def ended(self):
        """Take note that one address is done."""
        self.done += 1

    def line(self):
        """Return what is drawn now."""
        seconds = time.monotonic() - self.start
        if self.addresses > 1:
            words = f"Checking {self.addresses} addresses, {self.done} done"
        else:
            words = f"Checking {self.name}"
        if self.holds:
            held = min(seconds, self.holds)
            return f"{words} {bar(held, self.holds)} {held:.0f} of {self.holds:.0f} s"
        return f"{words} … {self.steps} steps, {seconds:.0f} s, {self.latest}"

    def _run(self):
        while not self._over.wait(TICK):
            self._write(self.line())

    def _write(self, text):
        columns = shutil.get_terminal_size().columns
        sys.stderr.write(CLEAR + text[: columns - 1])
        sys.stderr.flush()


def bar(part, whole):
    """Return a bar of `WIDTH` characters, filled by as much of the whole as is over."""
    filled = round(WIDTH * part / whole)
    return f"[{'#' * filled}{'.' * (WIDTH - filled)}]"


def longest_hold():
    """Seconds for which the longest probe of a full check holds a connection open."""
    return max(one.seconds for one in probes().values() if one.depth is Depth.FULL)

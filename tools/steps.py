"""What a check has seen so far, stored for those who watch it, and not more often."""

import time

from . import observed

# The page asks every 0.4 s. Each time all observations so far are written anew, some
# 10 kB, so twice a second is enough.
PAUSE_SECONDS = 0.5
# Nobody asked for a scheduled check. A quick one is over before anybody opens it; a full
# one takes two minutes, and may be opened meanwhile.
UNWATCHED_SECONDS = 5


class Steps:
    """The observations of one run, in the order they came.

    ``save``: stores what a function returns, and says False when the check was
    cancelled (`ProxyHealthCheck._save`).
    """

    def __init__(self, save, scheduled):
        self.save, self.seen, self.stored = save, [], 0
        self.due = time.monotonic() + (UNWATCHED_SECONDS if scheduled else 0)

    def add(self, observation):
        """Take the next observation, and store all of them when it is time."""
        self.seen.append(observation)
        self.go_on()

    def go_on(self):
        """Store what is new when it is time; return False when the check was cancelled."""
        now = time.monotonic()
        if len(self.seen) == self.stored or now < self.due:
            return self.save(dict)
        self.due, self.stored = now + PAUSE_SECONDS, len(self.seen)
        return self.save(self.values)

    def values(self):
        """Return the values to store."""
        return {"observations": observed.stored(self.seen)}

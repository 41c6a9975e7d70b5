"""Get what the lab runs: Odoo 19, nginx, Chromium, PgBouncer, Python packages.

Only the standard library is used here, for this runs before anything is installed.
`fetch()` is safe to call at every start: what is there costs milliseconds.
"""

import fcntl

from lab.folders import PARTS
from lab.parts import debian, odoo, python

# Program that must be on the PATH -> Debian's package for it.
PROGRAMS = {"nginx": "nginx", "chromium": "chromium", "pgbouncer": "pgbouncer"}


def fetch():
    """Make every part available. Raises LabError with what to do if one cannot be."""
    PARTS.mkdir(parents=True, exist_ok=True)
    with (PARTS / "lock").open("w") as lock:
        # Two labs that share their parts must not unpack them at the same time.
        fcntl.flock(lock, fcntl.LOCK_EX)
        debian.install_missing(PROGRAMS)
        python.fetch()
        odoo.fetch()

"""Get what the lab runs: Odoo, nginx, Chromium, PgBouncer, Python packages.

Only the standard library is used here, for this runs before anything is installed.
`fetch()` is safe to call at every start: what is there costs milliseconds.
"""

import contextlib
import fcntl
import os

from lab.folders import PARTS
from lab.parts import debian, odoo, python

# Program -> Debian's package for it.
NEEDED = {"nginx": "nginx"}
FOR_TESTS = {
    "chromium": "chromium",
    "pgbouncer": "pgbouncer",
    "apache2": "apache2",
    "haproxy": "haproxy",
    "varnishd": "varnish",
    "lighttpd": "lighttpd",
}


def fetch(everything=False):
    """Make the parts available; LabError, with what to do, if one is not to be had.

    Who may not install programs needs those of the tests only for `everything`.
    """
    with locked():
        may_install = os.geteuid() == 0
        tests = FOR_TESTS if everything or may_install else {}
        debian.install_missing({**NEEDED, **tests})
        python.fetch()
        odoo.fetch()


@contextlib.contextmanager
def locked():
    """Two labs that share their parts must not unpack them at the same time."""
    PARTS.mkdir(parents=True, exist_ok=True)
    with (PARTS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

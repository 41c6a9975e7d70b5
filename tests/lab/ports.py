"""Free ports on the loopback interface, each handed out once."""

import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path

# What a person expects to see in a demo. A lab with a home of its own (the tests,
# or several labs side by side) takes any free port and so never races for these.
PREFERRED = {
    "http": 8069,
    "gevent": 8072,
    "proxy": 8080,
    "other_http": None,
    "other_gevent": None,
}
LOOPBACK = "127.0.0.1"
# Below 32768, from where systems take the ports of outgoing connections.
RANGE = range(10_000, 32_768)
# A line "port pid" for each port that a lab of this user has taken. A program that we
# start listens seconds later only, and HAProxy would even share its port.
CLAIMS = Path(tempfile.gettempdir()) / f"proxy-health-ports-{os.getuid()}"


def free_port(*preferred):
    """The first preferred port that nobody has, else any; nobody else is given it."""
    with CLAIMS.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        claims = _claims(file)
        taken = {claimed for claimed, pid in claims.items() if pid != os.getpid()}
        ours = claims.keys() - taken
        others = [port for port in RANGE if port not in ours]
        for port in (*filter(None, preferred), *random.sample(others, len(others))):
            if port not in taken and _is_free(port):
                file.truncate(0)
                lines = {**claims, port: os.getpid()}.items()
                file.writelines(f"{claimed} {pid}\n" for claimed, pid in lines)
                return port
    raise OSError("No free port on the loopback interface.")


def _claims(file):
    """Return ``{port: pid}`` of the claims whose process still lives."""
    file.seek(0)
    pairs = (map(int, line.split()) for line in file)
    return {port: pid for port, pid in pairs if Path(f"/proc/{pid}").exists()}


def is_listening(port):
    """Whether something accepts connections there."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True


def _is_free(port):
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((LOOPBACK, port))
        except OSError:
            return False
    return True

"""Free ports on the loopback interface."""

import socket

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


def free_port(*preferred):
    """The first preferred port that nobody has, else one that the system picks."""
    for port in (*filter(None, preferred), 0):
        with socket.socket() as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind((LOOPBACK, port))
            except OSError:
                continue
            return candidate.getsockname()[1]
    raise OSError("No free port on the loopback interface.")


def is_listening(port):
    """Whether something accepts connections there."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True

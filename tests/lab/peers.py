"""The neighbours that a broken proxy talks to instead of Odoo, in one small process.

Run as `python -m lab.peers FILE`: it writes the port of each to FILE and stays.
"""

import http.server
import json
import socket
import sys
import threading
import time
from pathlib import Path

from lab import processes
from lab.commands import wait_until
from lab.folders import HOME
from lab.ports import LOOPBACK

PORTS = HOME / "peers.json"


class Foreign(http.server.BaseHTTPRequestHandler):
    """Some other web server: it answers everything, and is not Odoo."""

    def _answer(self):
        body = b"<html><h1>It works!</h1></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_HEAD = do_PUT = _answer

    def log_message(self, *words):
        """Say nothing."""


def start():
    """The port of each peer: {"dead": …, "mute": …, "other": …}."""
    if not processes.pid_of("peers"):
        PORTS.unlink(missing_ok=True)
        processes.start("peers", [sys.executable, "-m", "lab.peers", PORTS])
        wait_until(_written, 10, "The start of the lab's peers")
    return json.loads(PORTS.read_text())


def _written():
    processes.demand("peers")
    return PORTS.exists()


def _bound():
    peer = socket.socket()
    peer.bind((LOOPBACK, 0))
    return peer


def _serve(path):
    # Dead: bound, so that nobody else takes the port, but not listening: refused.
    dead = _bound()
    # Mute: the kernel accepts for us, and nobody ever reads or answers.
    mute = _bound()
    mute.listen(1024)
    other = http.server.ThreadingHTTPServer((LOOPBACK, 0), Foreign)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    ports = {
        "dead": dead.getsockname()[1],
        "mute": mute.getsockname()[1],
        "other": other.server_port,
    }
    part = path.with_suffix(".part")
    part.write_text(json.dumps(ports))
    part.rename(path)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))

"""The neighbours that are met instead of Odoo, good and bad, in one small process.

Run as `python -m lab.peers FILE` it writes the port of each to FILE and stays.

    dead      refuses connections          garbage   answers, but not in HTTP
    mute      accepts, never answers       drip      one byte of a header a second
    other     a web server, not Odoo       endless   a body that never ends
    gate      has signed in nobody         redirect  sends everybody round in circles
"""

import contextlib
import json
import os
import socket
import socketserver
import sys
import threading
import time
from pathlib import Path
from typing import Any

from lab import processes
from lab.commands import wait_until
from lab.folders import HOME, ROOT
from lab.ports import LOOPBACK

PORTS = HOME / "peers.json"
# A client that never hangs up is served no longer than this.
PATIENCE = 60


def start():
    """The port of each peer, by name."""
    if not processes.pid_of("peers"):
        PORTS.unlink(missing_ok=True)
        command = [sys.executable, "-m", "lab.peers", PORTS]
        processes.start("peers", command, env={"PYTHONPATH": str(ROOT / "tests")})
        wait_until(_written, 10, "The start of the lab's peers")
    return json.loads(PORTS.read_text())


def _written():
    processes.demand("peers")
    return PORTS.exists()


def _other(connection):
    body = b"<html><h1>It works!</h1></html>"
    connection.sendall(_head("200 OK", f"Content-Length: {len(body)}") + body)


def _redirect(connection):
    here = "http://{}:{}/again".format(*connection.getsockname())
    connection.sendall(_head("302 Found", f"Location: {here}", "Content-Length: 0"))


def _gate(connection):
    # What Authelia's endpoint for forward-auth answers for who has not signed in.
    where = "https://login.example.org/?rd=https%3A%2F%2Ferp.example.org%2F&rm=GET"
    connection.sendall(_head("302 Found", f"Location: {where}", "Content-Length: 0"))


def _garbage(connection):
    connection.sendall(os.urandom(4096))


def _drip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    for _second in range(PATIENCE):
        connection.sendall(b".")
        time.sleep(1)


def _endless(connection):
    connection.sendall(_head("200 OK", "Content-Length: 10737418240"))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        connection.sendall(bytes(65536))


def _head(status, *headers):
    lines = [f"HTTP/1.1 {status}", "Server: other", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


class _Peer(socketserver.ThreadingTCPServer):
    """A server that reads the start of a request and lets a function answer it."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, answer):
        self.answer = answer
        super().__init__((LOOPBACK, 0), None)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def finish_request(self, request: Any, client_address):
        """Answer; whoever hangs up early meant to."""
        request.settimeout(PATIENCE)
        with contextlib.suppress(OSError):
            request.recv(65536)
            self.answer(request)


def _bound():
    peer = socket.socket()
    peer.bind((LOOPBACK, 0))
    return peer


def _serve(path):
    # Dead: bound, so that nobody else takes the port, but not listening: refused.
    # Mute: the kernel accepts for us, and nobody ever reads or answers.
    quiet = {"dead": _bound(), "mute": _bound()}
    quiet["mute"].listen(1024)
    answers = [_other, _redirect, _gate, _garbage, _drip, _endless]
    ports = {name: peer.getsockname()[1] for name, peer in quiet.items()}
    ports |= {f.__name__.strip("_"): _Peer(f).server_address[1] for f in answers}
    part = path.with_suffix(".part")
    part.write_text(json.dumps(ports))
    part.rename(path)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))

"""Whatever a peer does: a report, in time, in little memory, and nobody left waiting.

No Odoo here: each world of hostile/ is checked in this process with a made-up ticket.
All are checked at once, since most of them only make us wait.
"""

import json
import logging
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hostile import __main__ as hostile
from hostile.peer import PROOF

from lab import demo
from proxycheck import check as engine
from proxycheck.target import Target, Ticket
from proxycheck.words import Status, Verdict

# The budget of a quick check against the worst peer.
SECONDS = 12
# Each check waits for its peer in up to 24 threads.
AT_ONCE = 20
# Twenty checks at once, each with a few answers of at most 160 kB in hand.
MEMORY = 150_000_000
REPORT = 1_000_000


@pytest.fixture(scope="module")
def ports():
    """The port of each peer."""
    command = [sys.executable, "-m", "hostile"]
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        command, env=path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    yield json.loads(process.stdout.readline())
    process.stdin.close()
    process.wait(5)


@pytest.fixture(scope="module")
def ended(ports):
    """What became of each check: `(report, findings, seconds)`, by the peer's name."""
    with Witness() as witness, ThreadPoolExecutor(AT_ONCE) as pool:
        running = {
            name: pool.submit(check, f"{peer.url}:{ports[name]}")
            for name, peer in hostile.PEERS.items()
        }
        ended = {name: future.result() for name, future in running.items()}
    return {"witness": witness, **ended}


def check(address):
    """Check one address like the addon does."""
    port = int(address.rpartition(":")[2])
    odoo = {"workers": 4, "http_port": port, "gevent_port": port, "proxy_mode": True}
    # Whoever knows the proof knows that of the challenge too: liars must be met whole.
    challenge = {"challenge": "challenge", "challenge_proof": PROOF}
    ticket = Ticket(
        "token", PROOF, "proxy_health/token", 0, "database", odoo, **challenge
    )
    start = time.monotonic()
    checked = engine.check(Target(address), ticket)
    return checked.report(), checked.findings, time.monotonic() - start


class Witness(logging.Handler):
    """Remembers complaints, threads and memory while checks run."""

    def __enter__(self):
        self.complaints = []
        self.threads = set(threading.enumerate())
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
        self.memory = -_peak()
        logging.getLogger("proxycheck").addHandler(self)
        self.hook, threading.excepthook = threading.excepthook, self.complaints.append
        return self

    def __exit__(self, *_error):
        self.memory += _peak()
        threading.excepthook = self.hook
        logging.getLogger("proxycheck").removeHandler(self)

    def emit(self, record):
        """Keep it."""
        self.complaints.append(self.format(record))

    def still_running(self):
        """Threads that were not there before."""
        return [t for t in threading.enumerate() if t not in self.threads]


def _peak():
    """The most memory that this process ever held at once."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("the kernel does not tell")


@pytest.mark.parametrize("name", hostile.PEERS)
def test_a_check_of_a_hostile_peer_ends_in_a_report(ended, name):
    document, findings, seconds = ended[name]
    assert seconds < SECONDS
    demo.validate(document)
    crashed = [f.code for f in findings if f.verdict is Verdict.CRASHED]
    assert crashed == []
    failed = [row for row in document["observations"] if "error" in row["facts"]]
    assert failed == []


@pytest.mark.parametrize("name", hostile.PEERS)
def test_a_report_on_a_hostile_peer_can_be_stored(ended, name):
    """PostgreSQL's jsonb takes neither NaN nor NUL nor half a surrogate pair."""
    text = json.dumps(ended[name][0], allow_nan=False, ensure_ascii=False)
    assert len(text.encode("utf-8")) < REPORT
    assert "\\u0000" not in text.replace("\\\\", "")  # an escaped backslash is none


@pytest.mark.parametrize("name", hostile.PEERS)
def test_no_hostile_peer_is_called_healthy(ended, name):
    document = ended[name][0]
    assert document["verdict"] != "healthy", json.dumps(document, indent=1)


def test_there_are_at_least_thirty_hostile_peers():
    assert len(hostile.PEERS) >= 30


def test_nothing_complains_and_memory_stays_flat(ended):
    assert ended["witness"].complaints == []
    assert ended["witness"].memory < MEMORY


def test_no_thread_outlives_its_check_for_long(ended):
    end = time.monotonic() + 5
    while ended["witness"].still_running() and time.monotonic() < end:
        time.sleep(0.1)
    assert ended["witness"].still_running() == []


def test_a_cancelled_check_hangs_up_at_once(ports):
    before, start = set(threading.enumerate()), time.monotonic()
    target = Target(f"http://127.0.0.1:{ports['silent_after_the_request']}")
    ticket = Ticket("token", PROOF, "channel", 0, "database")
    checked = engine.check(
        target, ticket, cancelled=lambda: time.monotonic() > start + 5
    )
    assert time.monotonic() - start < 6
    assert [o for o in checked.observations if o.status is not Status.SKIPPED]
    time.sleep(1)
    assert [t for t in threading.enumerate() if t not in before] == []

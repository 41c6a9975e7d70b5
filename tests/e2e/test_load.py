"""A loaded machine: with every core kept busy by others, no verdict changes."""

import contextlib
import os
import subprocess
import sys
import threading

import pytest
from table import Case, Row, check

from lab import world

SECONDS = 120
BURN = f"import time; end = time.time() + {SECONDS}\nwhile time.time() < end: pass"
#: Those whose evidence is a time, a loss or a count, and neighbours that look alike.
WORLDS = [
    "healthy",
    "documentation_sample",
    "dead_server_masked",
    "generous_limits",
    "two_layers",
    "without_workers",
    "answered_by_return.444",
    "connections_limited",
    "dynamic_answers_cached",
    "forwarded_for_missing",
    "requests_limited",
    "site_upstream_mixed",
    "upload_limit_too_small.odd",
    "websocket_location_missing",
    "websocket_swallowed",
    "websocket_upgrade_header_missing",
    "websocket_upstream_dead",
    "websocket_upstream_mixed",
    "websocket_upstream_silent",
    "widely_copied",
]


@pytest.fixture(scope="module", autouse=True)
def busy():
    """One process a core that does nothing but compute, at the same priority as ours."""
    with contextlib.ExitStack() as stack:
        for _core in range(os.cpu_count()):
            process = subprocess.Popen([sys.executable, "-c", BURN])
            stack.callback(process.wait)
            stack.callback(process.kill)
        yield


@pytest.mark.parametrize("name", WORLDS)
def test_no_verdict_changes(lab, name):
    case = Case(world.find(name), "debian", False)
    with contextlib.ExitStack() as stack:
        server = lab.server
        if case.world.odoo:
            server = stack.enter_context(lab.variant("loaded", **dict(case.world.odoo)))
        proxy = stack.enter_context(lab.proxy(case.world, server=server))
        row = Row(case, *check(lab, server, proxy, threading.Event()))
    assert (row.missed, row.wrong) == (set(), set())

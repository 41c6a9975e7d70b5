"""Checks and holds leave Odoo's workers to people, and give back what they took."""

import contextlib
import http.client
import json
import socket
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from lab.commands import LabError, wait_until
from lab.ports import LOOPBACK
from lab.rpc import Odoo
from proxycheck.words import TOKEN_HEADER

CHECKS = "proxy.health.check"
#: Four checks at once used to make people wait for 10 s, four holds for 7 s. What is
#: left is one worker of two, on a machine that does much else.
PATIENCE = 4
HELD = 8


@pytest.fixture(scope="module")
def few(lab):
    """An Odoo with two HTTP workers, as its clients see it."""
    with lab.variant("few-workers", workers=2) as server:
        yield Odoo(server, lab.odoo.key)


@pytest.fixture
def silent_peers():
    """Addresses that accept a connection and never answer."""
    with contextlib.ExitStack() as stack:
        peers = [
            stack.enter_context(socket.create_server((LOOPBACK, 0), backlog=64))
            for _peer in range(4)
        ]
        yield [f"http://{LOOPBACK}:{peer.getsockname()[1]}" for peer in peers]


def slowest_page(odoo, busy):
    """Return the seconds of the slowest answer to people while some futures run."""
    slowest = 0
    while not all(future.done() for future in busy):
        begin = time.monotonic()
        with urllib.request.urlopen(odoo.url + "/web/health", timeout=60):
            slowest = max(slowest, time.monotonic() - begin)
        time.sleep(0.1)
    return slowest


def checked(odoo, address):
    """Return the report of a check in a request, or the refusal's text."""
    try:
        return odoo.rpc(CHECKS, "run_check", base_url=address)
    except LabError as refusal:
        return str(refusal)


def test_checks_in_requests_leave_a_worker_to_people(few, silent_peers):
    with ThreadPoolExecutor(4) as pool:
        busy = [pool.submit(checked, few, address) for address in silent_peers]
        slowest = slowest_page(few, busy)
    assert slowest < PATIENCE
    told = [future.result() for future in busy]
    refusals = [text for text in told if isinstance(text, str)]
    assert len(refusals) == 3
    assert all("they queue the check" in text for text in refusals)
    # Whoever was refused may try again as soon as the other one has its report.
    assert checked(few, silent_peers[0])["verdict"] == "unreachable"


def test_one_worker_at_a_time_is_held(few):
    token = ticket(few, worker_hold=True)
    with ThreadPoolExecutor(4) as pool:
        busy = [pool.submit(held, few.url, token, HELD) for _hold in range(4)]
        slowest = slowest_page(few, busy)
    assert slowest < PATIENCE
    statuses = sorted(future.result() for future in busy)
    assert statuses == [200, 429, 429, 429]


@pytest.mark.parametrize("place", ["worker", "gevent"])
def test_a_hold_that_nobody_waits_for_gives_its_place_back(few, place):
    """A place used to be lost for the whole two minutes."""
    address = few.url if place == "worker" else few.gevent_url
    path = "" if place == "worker" else "/websocket"
    token = ticket(few, worker_hold=True)
    begin = time.monotonic()
    asked = [hold(address, token, 100, path) for _hold in range(8)]
    time.sleep(1)
    assert held(address, token, 2, path) == 429
    for connection in asked:
        connection.close()
    wait_until(lambda: held(address, token, 2, path) == 200, 20, "A place")
    assert time.monotonic() - begin < 30


def ticket(odoo, **permissions):
    """Return the token of a fresh ticket."""
    return odoo.rpc(CHECKS, "issue_ticket", **permissions)["token"]


def hold(address, token, seconds, path=""):
    """Ask for a hold, and return the connection on which its answer will come."""
    connection = http.client.HTTPConnection(address.partition("//")[2], timeout=60)
    headers = {TOKEN_HEADER: token}
    connection.request(
        "GET", f"{path}/proxy_health/hold?seconds={seconds}", headers=headers
    )
    return connection


def held(address, token, seconds, path=""):
    """Return the status of a hold's answer, which is read to its end."""
    with contextlib.closing(hold(address, token, seconds, path)) as connection:
        answer = connection.getresponse()
        json.loads(answer.read())
        return answer.status


def test_six_clicks_at_once_are_one_check(lab):
    """They used to be four: each found nothing in the queue yet."""
    lab.serve("healthy")
    for _round in range(3):
        with ThreadPoolExecutor(6) as pool:
            clicks = [pool.submit(lab.odoo.rpc, CHECKS, "start") for _click in range(6)]
        (check,) = {click.result()["id"] for click in clicks}
        wait_until(partial(is_done, lab, check), 60, "The check")


def is_done(lab, check):
    return lab.odoo.rpc(CHECKS, "progress", ids=[check])["state"] == "done"

"""Two hundred addresses due at once: how long until all are checked, and who waits."""

import statistics
import threading
import time
import urllib.request

from bench import Row
from bench._apart import fall_due, odoo_apart, targets, wait_for

ADDRESSES = 200
BUDGET_S = 300.0
PATIENCE_S = 1.6 * BUDGET_S
#: What users may feel of it: the slowest of twenty pages.
PAGE_S = 0.5
#: Seconds between two questions: some thousand of them in all, and no load.
PAUSE_S = 0.2


def measure(lab):
    """Yield how long all checks took, and how long an Odoo page took meanwhile."""
    with odoo_apart(lab) as (server, odoo):
        with lab.proxy("healthy", server=server) as nginx:
            ids = targets(odoo, nginx, ADDRESSES)
            alone = page_seconds(odoo, lambda: time.sleep(10))
            begin = time.monotonic()
            beside = page_seconds(odoo, lambda: checked(ids))
            took = time.monotonic() - begin
            over = wait_for(ids, ADDRESSES, 0)
    yield Row(
        f"{ADDRESSES} addresses due at once",
        f"all checked in {BUDGET_S:.0f} s",
        f"{over} checked in {took:.0f} s",
        over == ADDRESSES and took <= BUDGET_S,
    )
    worst, usual = percentile(beside), percentile(alone)
    yield Row(
        "Odoo's /web/health meanwhile",
        f"p95 ≤ {PAGE_S} s",
        f"p95 {worst:.3f} s, maximum {max(beside):.2f} s of {len(beside)};"
        f" before p95 {usual:.3f} s",
        worst <= PAGE_S,
    )


def checked(ids):
    """Let all addresses fall due, and wait for their checks."""
    fall_due(ids)
    wait_for(ids, len(ids), PATIENCE_S)


def page_seconds(odoo, work):
    """The seconds that each request to a worker took while `work` went on."""
    done, took = threading.Event(), []

    def client():
        while not done.wait(PAUSE_S):
            begin = time.monotonic()
            with urllib.request.urlopen(f"{odoo.url}/web/health", timeout=60) as answer:
                answer.read()
            took.append(time.monotonic() - begin)

    thread = threading.Thread(target=client)
    thread.start()
    try:
        work()
    finally:
        done.set()
        thread.join()
    return took


def percentile(seconds):
    """What 95 of 100 stay below."""
    return statistics.quantiles(seconds, n=20)[-1]

"""Reverse proxies that are no nginx, real ones: recognised, and judged rightly.

Each file of tests/e2e/products/<product> runs as the faults of nginx do.
"""

import threading

import pytest
from table import check
from test_table import codes, explanation

from lab import products
from lab.folders import PRODUCTS

# What stands before a proxy that passes nothing on cannot always be told.
NOTHING_PASSED = "site_upstream_dead"


def test_what_is_no_nginx_is_recognised_and_what_is_wrong_is_named(table, other):
    if not products.can_run(other.nginx):
        pytest.skip(f"There is no {other.nginx} here.")
    row = table.row(other)
    silent = set() if other.world.healthy else set(other.world.about) & codes()
    silent -= row.codes
    loud = set(other.world.silent) - row.passed
    if row.missed or row.wrong or silent or loud:
        pytest.fail(explanation(row, silent, loud), pytrace=False)
    seen = {other.nginx} | (
        {"unknown"} if other.world.name == NOTHING_PASSED else set()
    )
    assert row.report["proxy"]["kind"] in seen


def test_a_limit_that_only_counts_what_arrived_is_unknown_not_in_order(lab):
    with lab.proxy(
        PRODUCTS / "caddy/healthy.upload_limit_unseen.conf", "caddy"
    ) as proxy:
        report, _seconds = check(lab, lab.server, proxy, threading.Event())
    [row] = [r for r in report["unknown"] if r["code"] == "upload_limit_too_small"]
    assert "only when it has arrived" in row["because"]

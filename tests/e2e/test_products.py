"""Reverse proxies that are no nginx, real ones: recognised, and judged rightly.

Each file of tests/e2e/products/<product> runs as the faults of nginx do.
"""

import contextlib
import threading
from dataclasses import replace

import heal
import pytest
from table import check
from test_table import codes, explanation

from lab import followed, products
from lab.folders import PRODUCTS
from lab.world import of_products

# Where a proxy passes nothing on, or refuses the first request already, what stands there
# cannot always be told, or it is the gateway that was met.
MET_BESIDES = {
    "site_upstream_dead": {"unknown", "nginx"},
    "requests_limited": {"unknown"},
    "access_denied": {"nginx"},
    "sign_in_asked": {"authelia"},
}


def test_what_is_no_nginx_is_recognised_and_what_is_wrong_is_named(table, other):
    if not products.can_run(other.nginx):
        pytest.skip(f"There is no {other.nginx} here.")
    row = table.row(other)
    silent = set() if other.world.healthy else set(other.world.about) & codes()
    silent -= row.codes
    loud = set(other.world.silent) - row.passed
    if row.missed or row.wrong or silent or loud:
        pytest.fail(explanation(row, silent, loud), pytrace=False)
    proxy = row.report["proxy"]
    if other.world.inner:
        assert proxy["layers"] == [other.nginx, "nginx"]
    else:
        besides = MET_BESIDES.get(other.world.name, set())
        assert proxy["kind"] in {other.nginx, *besides}


@pytest.fixture(scope="module")
def healings(lab, table):
    """What became of all that is healed, which goes on several at a time: futures by case."""
    worlds = {(kind, world.name) for kind, world in of_products()}
    cases = [c for c in table.cases if (c.nginx, c.world.name) in worlds]
    cases = [c for c in cases if followed.is_followed(c.nginx, c.world)]
    return {case: table.submit(_healed, lab, table, case) for case in cases}


def test_the_advice_in_a_products_own_words_heals_it(table, healings, to_heal):
    """The steps are followed by machine, in the file that the lab wrote."""
    kind = to_heal.nginx
    if not products.can_run(kind):
        pytest.skip(f"There is no {kind} here.")
    report = healings[to_heal].result()
    table.healed[to_heal] = report["verdict"] == "healthy"
    assert table.healed[to_heal], report["findings"]


def _healed(lab, table, case):
    """The report of a check after the advice of the table's report is followed."""
    steps = _steps(table.row(case).report) or _steps_if_told(lab, case)
    assert steps, "no advice in the product's own words"
    with _followed(lab, case, steps) as proxy:
        report, _seconds = check(lab, lab.server, proxy, threading.Event())
    return report


def _steps(report):
    """The steps in the product's words; none where it was not recognised."""
    findings = [one for one in report["findings"] if _heals(one)]
    return [step for finding in findings for step in finding["native"]["actions"]]


def _steps_if_told(lab, case):
    """The steps where the administrator says which product it is: nothing shows it."""
    with lab.proxy(replace(case.world, told=case.nginx), case.nginx) as proxy:
        report, _seconds = check(lab, lab.server, proxy, threading.Event())
    return _steps(report)


@contextlib.contextmanager
def _followed(lab, case, steps):
    """The proxy of a case, running, after these steps."""
    world, kind = case.world, case.nginx
    if kind not in products.PRODUCTS:  # what it writes is made anew of its fields
        healed = replace(world, text=heal.healed(world.text, steps, kind))
        with lab.proxy(healed, kind) as proxy:
            yield proxy
        return
    with lab.proxy(world, kind) as proxy:
        file = proxy.prefix / products.PRODUCTS[kind].advised
        proxy.rewrite(heal.healed(file.read_text(), steps, kind))
        yield proxy


def _heals(finding):
    return finding["severity"] != "info" and "native" in finding


def test_a_limit_that_only_counts_what_arrived_is_unknown_not_in_order(lab):
    with lab.proxy(
        PRODUCTS / "caddy/healthy.upload_limit_unseen.conf", "caddy"
    ) as proxy:
        report, _seconds = check(lab, lab.server, proxy, threading.Event())
    [row] = [r for r in report["unknown"] if r["code"] == "upload_limit_too_small"]
    assert "only when it has arrived" in row["because"]

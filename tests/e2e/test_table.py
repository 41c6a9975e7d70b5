"""Every world of faults/ and healthy/, through a real nginx to a real Odoo.

A fault must name exactly its causes: one that is missed fails, and so does any other
warning or critical. A healthy proxy names none. On the near miss of a fault its rule
must have looked, and found nothing.
"""

import json
import threading

import pytest
from table import check

from lab import demo
from lab.world import everything
from proxycheck.probes.stream import TOGETHER_MS
from proxycheck.registry import probes, rules
from proxycheck.words import Vantage


def codes():
    """Every rule that can be judged without a browser."""
    return {rule.code for rule in rules().values() if not needs_more(rule)}


def needs_more(rule):
    """Whether a rule waits for what the addon's own check never asks.

    That is what only a browser sees, what is on request only, and what is asked of an
    Odoo without the addon or by somebody who signed in.
    """
    asked = [p.name for p in probes().values() if p.on_request or p.stranger]
    asked += [name for name in probes() if name.startswith("account")]
    needs = [need for need in rule.needs if not need.optional]
    return any(n.vantage is Vantage.BROWSER or n.probe in asked for n in needs)


def explanation(row, silent=(), loud=()):
    """What a row should have said, and what the engine went by."""
    findings = [
        {key: finding[key] for key in ("code", "severity", "directive", "evidence")}
        for finding in row.report["findings"]
    ]
    return "\n".join(
        [
            f"{row.case}",
            f"not named: {sorted(row.missed)}",
            f"wrongly named: {sorted(row.wrong)}",
            f"rules that did not fire: {sorted(silent)}",
            f"rules that did not pass: {sorted(loud)}",
            json.dumps(findings, indent=1, ensure_ascii=False),
        ]
    )


def test_a_check_names_exactly_what_is_wrong(table, case):
    row = table.row(case)
    silent = (set(case.world.about) & codes()) - row.codes
    if row.missed or row.wrong or silent:
        pytest.fail(explanation(row, silent), pytrace=False)
    demo.validate(row.report)


def test_a_rule_stays_silent_on_the_near_miss_of_its_fault(table, near):
    row = table.row(near)
    loud = set(near.world.silent) - row.passed
    if row.missed or row.wrong or loud:
        pytest.fail(explanation(row, loud=loud), pytrace=False)


@pytest.mark.parametrize("tls", [False, True])
def test_odoos_documented_proxy_gets_no_advice_that_gains_nothing(lab, tls):
    """Two protections come with TLS; the sample of this name leaves them out."""
    with lab.proxy("documentation_sample", tls=tls) as proxy:
        report, _seconds = check(lab, lab.server, proxy, threading.Event())
    advised = {finding["code"] for finding in report["findings"]}
    assert advised == ({"hsts_missing", "cookie_not_secure"} if tls else set())
    # What nginx buffers is measured all the same.
    [stream] = [o for o in report["observations"] if o["probe"] == "stream"]
    assert stream["facts"]["spread_ms"] < TOGETHER_MS


def test_every_fact_that_a_probe_saw_is_declared(table, undeclared):
    assert [row for row in map(table.row, table.cases) if row.report["observations"]]
    assert not undeclared


def test_every_rule_stays_silent_on_some_healthy_proxy(table):
    """A rule that is always unknown would be silent as well, and worth nothing."""
    healthy = [case for case in table.cases if case.world.healthy]
    if {w for w in everything() if w.healthy} - {case.world for case in healthy}:
        pytest.skip("not every healthy proxy is among the selected ones")
    passed = {code for case in healthy for code in table.row(case).report["passed"]}
    never = sorted(codes() - passed)
    assert not never, f"never passed: {', '.join(never)}"

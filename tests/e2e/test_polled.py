"""Every proxy of longpolling/ before a real Odoo 14, looked at without a key.

A fault names exactly its cause, a healthy proxy none, and each is proven: “healthy”
needs a poll that was held. On the near miss of a fault its rule looked, and found nothing.
"""

from chosen import EVERY, USUAL
from conftest import marked
from polled import cases

from lab import demo


def pytest_generate_tests(metafunc):
    every = metafunc.config.getoption("every_nginx")
    chosen, near = cases(EVERY if every else USUAL)
    for name, found in (("polled_case", chosen), ("polled_near", near)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, [marked(case) for case in found])


def test_a_check_from_outside_names_exactly_what_is_wrong(polled, polled_case):
    row = polled.row(polled_case)
    silent = (
        set(polled_case.world.about) - row.codes if polled_case.world.expected else ()
    )
    assert not (row.missed or row.wrong or silent), told(row)
    assert row.report["verdict"] == verdict(polled_case.world), told(row)
    demo.validate(row.report)


def test_a_rule_stays_silent_on_the_near_miss_of_its_fault(polled, polled_near):
    row = polled.row(polled_near)
    loud = set(polled_near.world.silent) - row.passed
    assert not (row.missed or row.wrong or loud), told(row)
    assert row.report["verdict"] == "healthy", told(row)


def test_every_fact_of_a_check_from_outside_is_declared(polled, undeclared):
    assert [row for row in polled.rows() if row.report["observations"]]
    assert not undeclared


def verdict(world):
    """The word for a check of a proxy with these causes."""
    severities = {severity for severity, _directive in world.expected}
    if "critical" in severities:
        return "broken"
    return "degraded" if severities else "healthy"


def told(row):
    """What a check said, and what its rules went by."""
    seen = {one["probe"]: one["facts"] for one in row.report["observations"]}
    found = [(f["code"], f["directive"]) for f in row.report["findings"]]
    return f"{row.case}: {row.report['verdict']}, {found}, {seen.get('poll')}"

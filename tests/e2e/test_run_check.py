"""The whole way: an administrator's script asks Odoo, Odoo looks and stores a check."""

import pytest

from lab import demo, world


@pytest.mark.parametrize("name", ["healthy", "widely_copied"])
def test_run_check_tells_the_same_as_the_engine(lab, name):
    chosen = world.find(name)
    with lab.proxy(chosen) as proxy:
        report = demo.run_check(lab, proxy.url)
    named = {(f["severity"], f["directive"]) for f in report["findings"]}
    serious = {cause for cause in named if cause[0] != "info"}
    # web.base.url keeps naming the lab's own address, which no proxy serves here.
    assert sorted(serious - {("warning", "web.base.url")}) == sorted(chosen.expected)
    demo.validate(report)


def test_the_check_is_kept_as_a_record(lab):
    with lab.proxy("healthy") as proxy:
        report = demo.run_check(lab, proxy.url)
    domain = [("state", "=", "done")]
    newest = lab.odoo.rpc(
        "proxy.health.check",
        "search_read",
        domain=domain,
        fields=["verdict"],
        order="id desc",
        limit=1,
    )
    assert newest[0]["verdict"] == report["verdict"]

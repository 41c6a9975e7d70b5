"""One lab for the whole session, and the choice of proxies that the table runs.

make test                           each world on Debian's nginx, and on the newer
                                    one with TLS
make test ARGS=--every-nginx        both nginxes, each plain and with TLS; without
                                    it the slow worlds run on the first one only
make test ARGS=--published          every configuration of e2e/published is healed
make test ARGS=--pairs              so is every pair of faults
make test ARGS=--other-odoos        Odoo 14 without the addon as well: it is downloaded,
                                    and its polls are held for 50 s
make test ARGS='-k healthy'         as everywhere in pytest
make test ARGS='-m "not slow"'      without what waits for timeouts to the second

The near misses of the faults are about rules, not about nginx: they run on the first.
Proxies that are no nginx run once, plain.

`make test` runs two pytests at once (tests/lab/suite.py): the files of BESIDE, which
wait most of their time, have one of their own, and a lab of their own with it.
"""

# Long, for it holds the options, the parts that a session shares, and what tests run through.

import logging

import product_table
import pytest
from chosen import CHOSEN, WORLDS_OF
from full_checks import FullChecks
from polled import Polled
from table import Table

from lab import products
from lab.lab import Lab

# What they wait for: Odoo's own test runner and installer; pip, on four Pythons; pages and
# their checks; mails, messages, the scheduled action and connections that are cut after a
# while. With some that ask no table, they take as long as all others together.
BESIDE = {
    "test_addon",
    "test_bus",
    "test_empty_environment",
    "test_page",
    "test_properties",
    "test_remote",
    "test_watch",
    "test_webhook",
}


def pytest_addoption(parser):
    parser.addoption(
        "--beside",
        choices=("only", "no"),
        help="only the files that wait most of their time, or all others",
    )
    parser.addoption(
        "--every-nginx", action="store_true", help="both nginxes, each plain and TLS"
    )
    for name, what in {
        "--published": "heal all configurations of e2e/published (a minute more)",
        "--pairs": "heal all pairs of faults of e2e/twofold.py (minutes more)",
    }.items():
        parser.addoption(name, action="store_true", help=what)
    parser.addoption(
        "--other-odoos",
        action="store_true",
        help="Odoo 14 as well (three minutes more)",
    )


def pytest_collection_modifyitems(config, items):
    half = config.getoption("beside")
    if half:
        beside = [item for item in items if item.path.stem in BESIDE]
        others = [item for item in items if item.path.stem not in BESIDE]
        items[:], left = (beside, others) if half == "only" else (others, beside)
        config.hook.pytest_deselected(items=left)
    if config.getoption("other_odoos"):
        return
    told = pytest.mark.skip(reason="other series: make test ARGS=--other-odoos")
    for item in items:
        if item.path.stem == "test_any_odoo":
            item.add_marker(told)


@pytest.fixture(scope="session")
def lab():
    """A running Odoo with the addon; the Makefile stops it when all is done."""
    return Lab().start()


@pytest.fixture(scope="session")
def table(lab, request, undeclared):
    """The checks of all selected worlds, which run several at a time."""
    params = [item.callspec.params for item in _parametrised(request)]
    chosen = [given[name] for given in params for name in WORLDS_OF if name in given]
    table = Table(lab, [case for case in chosen if products.can_run(case.nginx)])
    request.config.stash[TABLE] = table
    yield table
    table.close()


@pytest.fixture(scope="session")
def full_checks(lab):
    """Full checks by the scheduled action of two Odoos of their own."""
    running = FullChecks(lab)
    yield running
    running.close()


@pytest.fixture(scope="session")
def polled(request):
    """The selected checks of Odoo 14, which is polled and has no addon."""
    params = [item.callspec.params for item in _parametrised(request)]
    chosen = [p.get("polled_case") or p.get("polled_near") for p in params]
    running = Polled(Lab().start_parts(), [case for case in chosen if case])
    yield running
    running.close()


@pytest.fixture(scope="session", autouse=True)
def begun_early(request):
    """Begin at once what does nothing but wait, beside all other tests."""
    for name in ("full_checks", "polled"):
        if any(name in item.fixturenames for item in request.session.items):
            request.getfixturevalue(name)


@pytest.fixture(scope="session", autouse=True)
def undeclared():
    """What checks of this process dropped, because no probe declares it: lines of the log."""
    told = []
    handler = logging.Handler()
    handler.emit = lambda record: told.append(record.getMessage())
    logging.getLogger("proxycheck.declared").addHandler(handler)
    yield told
    logging.getLogger("proxycheck.declared").removeHandler(handler)


@pytest.fixture(scope="session")
def figures(request):
    """A list of lines that are printed when all tests are done."""
    return request.config.stash.setdefault(FIGURES, [])


TABLE, FIGURES = pytest.StashKey(), pytest.StashKey()


def pytest_generate_tests(metafunc):
    for name, chosen in CHOSEN.items():
        if name in metafunc.fixturenames:
            cases = chosen(metafunc.config)
            metafunc.parametrize(name, [marked(case) for case in cases])


def pytest_terminal_summary(terminalreporter, config):
    table, figures = config.stash.get(TABLE, None), config.stash.get(FIGURES, [])
    if figures:
        terminalreporter.section("figures")
    for line in figures:
        terminalreporter.line(line)
    if table:
        terminalreporter.section("faults and what was named")
        for line in table.lines():
            terminalreporter.line(line)
        terminalreporter.section("products, causes, and what became of them")
        for line in product_table.lines(table):
            terminalreporter.line(line)


def marked(case):
    """The case as a parameter, marked as slow if it waits for timeouts."""
    marks = [pytest.mark.slow] if case.slow else []
    return pytest.param(case, id=str(case), marks=marks)


def _parametrised(request):
    return [item for item in request.session.items if hasattr(item, "callspec")]

"""Break → find → patch → heal, over the whole fault table, on real nginx before real Odoo."""

import json
import re

import pytest
import twofold
from patching import Healings
from table import EVERY, USUAL, Case

from lab.world import all_published, everything

#: Faults of the table that no line of nginx's file heals; `left.py` says why of each kind.
#: Everything else must be healed.
NOT_IN_THE_FILE = (
    "another_server_answers",  # the file has no server that leads to Odoo
    "certificate_",  # a certificate is issued, not written
    "proxy_mode_off",  # odoo.conf
    "single_worker",  # odoo.conf
    "redirected_elsewhere",  # which line redirects is not known
)
#: Of what people publish, those in which most is to be changed; --published heals all.
SOME_PUBLISHED = ("proxy_manager", "hosting_panel", "several_odoos")
#: A comment of the file, to its end of line.
COMMENT = re.compile(r"#.*$", re.MULTILINE)


def pytest_generate_tests(metafunc):
    chosen = metafunc.config.getoption
    every = chosen("every_nginx")
    if "broken" in metafunc.fixturenames:
        worlds = [world for world in everything() if not world.healthy]
        cases = [c for w in worlds for c in Case.of(w, EVERY if every else USUAL[:1])]
        cases = [case for case in cases if not case.slow]
        metafunc.parametrize("broken", cases, ids=str)
    if "pair" in metafunc.fixturenames:
        worlds = list(twofold.pairs(1))
        worlds = worlds if chosen("pairs") else worlds[:: len(worlds) // 2]
        metafunc.parametrize(
            "pair", [Case(w, "debian", False) for w in worlds], ids=str
        )
    if "published" in metafunc.fixturenames:
        all_of_them = chosen("published")
        worlds = [w for w in all_published() if all_of_them or w.name in SOME_PUBLISHED]
        cases = [c for w in worlds for c in Case.of(w, USUAL if every else USUAL[:1])]
        metafunc.parametrize("published", cases, ids=str)


@pytest.fixture(scope="session")
def healings(lab, table, request, figures):
    """All healings; they begin when the first is asked for."""
    params = [
        i.callspec.params for i in request.session.items if hasattr(i, "callspec")
    ]
    names = ("broken", "pair", "published")
    cases = [given[name] for given in params for name in names if name in given]
    running = Healings(lab, table, cases)
    yield running
    running.close()


def is_in_the_file(case):
    """Whether a fault can be healed in nginx's file."""
    return case.world.name == "another_server_answers.switched_off" or not (
        case.world.name.startswith(NOT_IN_THE_FILE)
    )


# The first one waits for the whole table, of which each row has its own bound.
@pytest.mark.timeout(1200)
def test_the_patch_of_a_fault_heals_it(healings, broken):
    healing = healings.of(broken)
    if not healing.healed and (healing.refused or is_in_the_file(broken)):
        named = healing.report["findings"] if healing.report else []
        told = [{k: f[k] for k in ("code", "location", "evidence")} for f in named]
        pytest.fail(
            f"{healing.refused}\n{healing.diff}\n{healing.left}\n{json.dumps(told)}",
            pytrace=False,
        )
    if not is_in_the_file(broken):
        # It is told so, with the reason, and nothing is written for it.
        assert healing.left


@pytest.mark.timeout(1200)
def test_the_patch_of_a_fault_leaves_everything_else_as_it_is(healings, broken):
    healing = healings.of(broken)
    if not healing.patches:
        pytest.skip("Nothing was written.")
    after = next(iter(healing.patches[-1].after.values()))
    assert COMMENT.findall(after) == COMMENT.findall(healing.before)
    # Lines that went are lines that a finding named.
    gone = {line.strip() for line in healing.before.splitlines()}
    gone -= {line.strip() for line in after.splitlines()}
    assert len(gone) <= 4, gone


@pytest.mark.timeout(1200)
def test_a_configuration_as_people_publish_it_is_healed(table, healings, published):
    row, healing = table.row(published), healings.of(published)
    assert not row.missed | row.wrong
    if published.world.healthy:
        assert row.report["verdict"] == "healthy" and not healing.patches
        return
    assert healing.healed, f"{healing.refused}\n{healing.diff}\n{healing.left}"


@pytest.mark.timeout(1200)
def test_two_faults_of_one_file_are_healed_together(healings, pair):
    healing = healings.of(pair)
    assert healing.healed, f"{healing.refused}\n{healing.diff}\n{healing.left}"


def test_how_many_faults_are_healed_in_the_file(healings, request, figures):
    """The figure of the closing note, where the whole table was asked for."""
    params = [
        i.callspec.params for i in request.session.items if hasattr(i, "callspec")
    ]
    cases = list(dict.fromkeys(p["broken"] for p in params if "broken" in p))
    healed = [case for case in cases if healings.of(case).healed]
    left = [case for case in cases if not is_in_the_file(case)]
    figures.append(f"healed in nginx's file: {len(healed)} of {len(cases)} faults")
    figures += [
        f"  not healed: {case.world}: {reason}"
        for case in left
        for reason in healings.of(case).left.values()
    ]
    assert len(healed) >= len(cases) - len(left)

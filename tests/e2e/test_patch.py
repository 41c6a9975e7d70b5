"""Break → find → patch → heal, over the whole fault table, on real nginx before real Odoo."""

import json
import re

import pytest
from patching import Healings

#: Faults of the table that no line of nginx's file heals; `left.py` says why of each kind.
#: Everything else must be healed.
NOT_IN_THE_FILE = (
    "another_server_answers",  # the file has no server that leads to Odoo
    "certificate_",  # a certificate is issued, not written
    "proxy_mode_off",  # odoo.conf
    "single_worker",  # odoo.conf
    "redirected_elsewhere",  # which line redirects is not known
)
#: A comment of the file, to its end of line.
COMMENT = re.compile(r"#.*$", re.MULTILINE)


@pytest.fixture(scope="session")
def healings(lab, table, request, figures):
    """All healings; they begin when the first is asked for."""
    params = [
        i.callspec.params for i in request.session.items if hasattr(i, "callspec")
    ]
    running = Healings(lab, table, [p["broken"] for p in params if "broken" in p])
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

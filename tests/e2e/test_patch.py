"""Break → find → patch → heal, over the whole fault table, on real nginx before real Odoo."""

import json
import re
import subprocess

import pytest
from patching import Healings

from lab.world import everything


@pytest.fixture(scope="session")
def healings(lab, table, request):
    """All healings; they begin when the first is asked for."""
    params = [i.callspec.params for i in request.session.items if hasattr(i, "callspec")]
    running = Healings(lab, table, [p["broken"] for p in params if "broken" in p])
    yield running
    running.close()


def test_the_patch_of_a_fault_heals_it(healings, broken):
    healing = healings.of(broken)
    left = set(healing.patch.left)
    assert not healing.refused, f"{healing.refused}\n{healing.patch.diff()}"
    if healing.healed or left & set(broken.world.about):
        return
    named = healing.report["findings"] if healing.report else []
    told = [{k: f[k] for k in ("code", "location", "actions", "evidence")} for f in named]
    pytest.fail(
        f"{healing.patch.diff()}\n{healing.patch.left}\n{json.dumps(told, indent=1)}",
        pytrace=False,
    )

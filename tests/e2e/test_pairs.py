"""Two causes at once are both named, and nothing else is."""

import pytest
import twofold
from table import Case, Table

WORLDS = list(twofold.pairs())


@pytest.fixture(scope="module")
def pairs(lab):
    """The checks of all pairs, several at a time."""
    table = Table(lab, [Case(world, "debian", False) for world in WORLDS])
    yield {str(case.world): case for case in table.cases}, table
    table.close()


@pytest.mark.parametrize("name", [str(world) for world in WORLDS])
def test_both_causes_are_named_and_nothing_else(pairs, name):
    cases, table = pairs
    row = table.row(cases[name])
    assert (sorted(row.missed), sorted(row.wrong)) == ([], []), row.codes


def test_there_are_at_least_sixty_pairs():
    assert len({str(world) for world in WORLDS}) >= 60

"""Which worlds each test runs on: the cases of the table, by the parameter's name."""

from table import EVERY, USUAL, Case

from lab import followed, rendered, rendered_products
from lab.folders import EDITION
from lab.world import everything, near_misses, of_products


def _cases(config):
    """Every world of nginx."""
    setups = EVERY if config.getoption("every_nginx") else USUAL
    cases = [c for world in everything() for c in Case.of(world, setups)]
    if EDITION:  # it is about another Odoo, not about nginx
        return _quick(everything())
    if setups is USUAL:
        first = {case.world: case for case in reversed(cases)}
        cases = [c for c in cases if not c.slow or first[c.world] == c]
    return cases


def _first(worlds):
    """Each world on the first nginx only."""
    return [case for world in worlds for case in Case.of(world, USUAL[:1])]


def _quick(worlds):
    return [case for case in _first(worlds) if not case.slow]


def _products():
    """Each world of a product that is no nginx."""
    return [Case(world, kind, tls=False) for kind, world in of_products()]


def _to_heal(_config):
    return [c for c in _products() if followed.is_followed(c.nginx, c.world)]


def _right_others(_config):
    named = {kind: rendered_products.world(kind) for kind in rendered_products.KINDS}
    return [Case(world, kind, tls=False) for kind, world in named.items()]


#: What each parameter of tests runs through, by its name.
CHOSEN = {
    "case": _cases,
    "near": lambda _config: _first(near_misses()),
    "other": lambda _config: _products(),
    "to_heal": _to_heal,
    "right_file": lambda _config: _first(map(rendered.world, rendered.VARIANTS)),
    "right_other": _right_others,
}
#: Those that are cases of the table: all of them, and those of test_patch.
WORLDS_OF = (*CHOSEN, "broken", "pair", "published")

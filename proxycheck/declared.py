"""Keeps of an observation's facts what its probe declares, and says what it does not.

A fact that nobody declared cannot be explained, documented or kept inside, so it is dropped
wherever observations come into being. The probe itself goes on: a user shall not lose a
diagnosis because a word is missing in our list. Who made the mistake is told in the log,
and every test that sees that line fails.
"""

import logging

from .fact import Kind, fits
from .registry import declared_facts
from .vocabulary import FAILURE
from .words import Status

_logger = logging.getLogger(__name__)


def keep_declared(observation, level=logging.ERROR):
    """Return the observation, whose facts are now those that are declared, each of its type.

    What was dropped is one line of the log, of that level. A probe that nobody knows (of
    an older version) keeps nothing.
    """
    declared = FAILURE
    if observation.status is Status.SEEN:
        declared = declared_facts(observation.vantage, observation.probe)
    dropped = []
    observation.facts = _kept(observation.facts, declared, "", dropped)
    if dropped:
        where = ", ".join(sorted(set(dropped)))
        _logger.log(level, "%s: not declared: %s", observation.key, where)
    return observation


def _kept(facts, declared, above, dropped):
    by_name = {fact.name: fact for fact in declared}
    kept = {}
    for name, value in facts.items():
        fact = by_name.get(name)
        if fact and fits(fact, value):
            kept[name] = _below(fact, value, f"{above}{name}.", dropped)
        else:
            dropped.append(f"{above}{name}"[:80])
    return kept


def _below(fact, value, above, dropped):
    """The value, without what is not declared below it."""
    if isinstance(value, list):
        return [_below(fact, one, above, dropped) for one in value]
    if fact.kind is Kind.PART and value is not None:
        return _kept(value, fact.facts, above, dropped)
    if fact.kind is Kind.PATHS and value is not None:
        rows = value.items()
        return {p: _kept(row, fact.facts, above, dropped) for p, row in rows}
    return value

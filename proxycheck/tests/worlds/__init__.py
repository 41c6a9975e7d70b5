"""Worlds that cannot be had with nginx alone: what the probes saw there, as JSON.

``healthy.json`` was recorded from a full check (``healthy_browser.json``: what a
browser adds). Every other file is named for the rule that must fire in it:

    recorded    how it came about, in a sentence
    facts       how it differs from the healthy world: facts to change by probe,
                null for a probe that saw nothing; a browser looked only where one
                of its probes is named
    near_miss   how the nearest world on which the rule must pass differs from this one
"""

import json
from pathlib import Path

from ...observation import Observation
from ...words import Status, Vantage

FOLDER = Path(__file__).parent
HEALTHY = ("healthy", "healthy_browser")
#: What to do about a rule without a proof.
HOW = (
    "add tests/e2e/faults/<rule>.conf with a line `# near miss: …`, or, if no nginx can"
    " show it, proxycheck/tests/worlds/<rule>.json with a near_miss"
)


def names():
    """Every world that is not healthy."""
    return sorted({path.stem for path in FOLDER.glob("*.json")} - set(HEALTHY))


def healthy():
    """The observations of a check in which all is well, from all three vantages."""
    return _observations({**_read("healthy"), **_read("healthy_browser")})


def recorded(name):
    """How a world came about."""
    return _read(name)["recorded"]


def world(name):
    """The observations of the world in which the rule of that name must fire."""
    return _observations(_facts(name))


def near_miss(name):
    """The observations of the nearest world in which that rule must pass."""
    return _observations(_changed(_facts(name), _read(name)["near_miss"]))


def _facts(name):
    """The facts of a world; a browser looked only if it names one of its probes."""
    changes = _read(name)["facts"]
    browser = any(key.startswith("browser.") for key in changes)
    well = {**_read("healthy"), **(_read("healthy_browser") if browser else {})}
    return _changed(well, changes)


def _changed(facts, changes):
    """Facts by probe with some of them changed; what saw nothing before starts anew."""
    changed = {
        key: None if change is None else {**(facts.get(key) or {}), **change}
        for key, change in changes.items()
    }
    return {**facts, **changed}


def _read(name):
    return json.loads((FOLDER / f"{name}.json").read_text())


def _observations(facts):
    return [
        Observation(
            key.partition(".")[2], Vantage(key.partition(".")[0]), Status.SEEN, seen
        )
        for key, seen in facts.items()
        if seen is not None
    ]

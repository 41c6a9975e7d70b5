"""Worlds that cannot be had with nginx alone: what the probes saw there, as JSON.

``healthy.json`` was recorded from a full check (``healthy_browser.json``: what a
browser adds). Every other file is named for the rule that must fire in it and says
how it differs: facts to change by probe, null for a probe that saw nothing.
"""

import json
from pathlib import Path

from ...observation import Observation
from ...words import Status, Vantage

FOLDER = Path(__file__).parent
HEALTHY = ("healthy", "healthy_browser")


def names():
    """Every world that is not healthy."""
    return sorted({path.stem for path in FOLDER.glob("*.json")} - set(HEALTHY))


def healthy():
    """The observations of a check in which all is well, from all three vantages."""
    return _observations({**_read("healthy"), **_read("healthy_browser")})


def world(name):
    """The observations of the world in which the rule of that name must fire."""
    facts = _read("healthy")
    for key, change in _read(name).items():
        facts[key] = None if change is None else {**facts[key], **change}
    return _observations(facts)


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

"""Observations between the database, a browser and the engine."""

import logging

from ..proxycheck import registry
from ..proxycheck.declared import keep_declared
from ..proxycheck.errors import BadObservation
from ..proxycheck.observation import Observation, latest
from ..proxycheck.probes.browser import completed
from ..proxycheck.words import Vantage
from .jsonable import storable

# By which a drawing of the way tells how far a request came.
DRAWN = ("outcome", "proven", "accept_ok", "delivered", "latency_ms")


def restored(stored):
    """Return the engine's observations from a stored list; None is an empty one."""
    return [Observation.from_dict(row) for row in stored or []]


def stored(seen):
    """Return observations as JSON; a repeated measurement replaces the first."""
    return [storable(one.as_dict()) for one in latest(seen).values()]


def of_browser(posted):
    """Return the observations that a browser posted; raise BadObservation if it may not.

    ``posted``: a list of observations as JSON, of probes that browsers run.
    """
    known = registry.browser_probes()
    if not isinstance(posted, list) or len(posted) > len(known):
        raise BadObservation("Post a list with one observation a probe.")
    observations = [completed(Observation.from_dict(one)) for one in posted]
    for one in observations:
        if one.probe not in known or one.vantage is not Vantage.BROWSER:
            raise BadObservation(f"No browser runs a probe “{one.key}”.")
    # A page of another version may post other facts; whoever posts fills no log with it.
    return [keep_declared(one, logging.DEBUG) for one in observations]


def drawn(row):
    """Return of a stored observation what is worth sending twice a second."""
    shown = ("probe", "vantage", "status", "duration_ms", "because")
    facts = row.get("facts") or {}
    return {
        **{name: row.get(name) for name in shown},
        "facts": {name: facts[name] for name in DRAWN if name in facts},
    }

"""Why a rule got no observation of a probe that it needs."""

from ..registry import browser_probes, probes
from ..words import Depth, Vantage
from .reasons import BROWSER_ONLY, BY_ACCOUNT, FULL_ONLY, NOT_LOOKED, ON_REQUEST


def why_missing(seen, key):
    """Return why there is no observation of ``vantage.probe``."""
    observation = seen.get(key)
    if observation:
        return observation.because or NOT_LOOKED
    vantage, _dot, name = key.partition(".")
    probe = probes().get(name)
    if vantage == Vantage.BROWSER.value or probe is None and name in browser_probes():
        return BROWSER_ONLY
    if probe and probe.account:
        return BY_ACCOUNT
    if probe and probe.on_request:
        return ON_REQUEST
    return FULL_ONLY if probe and probe.depth is Depth.FULL else NOT_LOOKED

"""Why something could not be judged, as sentences."""

from ..registry import browser_probes, probes
from ..translatable import _lt
from ..words import Depth, Vantage

NOT_OURS = _lt("The responses did not come from this Odoo, so this was not judged.")
UNPROVEN = _lt(
    "Without a key nobody can prove to be this Odoo, so this was not judged."
)
NO_ODOO = _lt("No Odoo answered at this address, so this was not judged.")
NO_ANSWER = _lt("A probe that this rule needs got no response.")
NOT_LOOKED = _lt("This check did not measure this.")
FULL_ONLY = _lt("Only a full check measures this, because it takes time.")
BROWSER_ONLY = _lt("Only a check from a browser can measure this.")
BY_ACCOUNT = _lt("Only a check that signs in can measure this (--login).")
ON_REQUEST = _lt(
    "This is measured on request only, because it occupies one of Odoo's workers."
)


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

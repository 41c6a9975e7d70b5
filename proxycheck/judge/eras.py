"""Which rules say anything about an Odoo of one era.

A probe declares its era; a rule that needs it is of that era. So a rule about websockets
says nothing of an Odoo that is polled, and the reverse.
"""

from ..registry import probes


def concerns_era(rule, era):
    """Whether a rule has anything to say of an Odoo of this era (None: nobody knows)."""
    eras = {_era_of_probe(need.probe) for need in rule.needs if not need.optional}
    return not era or not eras - {None, era}


def _era_of_probe(name):
    declared = probes().get(name)  # a browser looks where the addon is: of one era
    return declared.era if declared else None

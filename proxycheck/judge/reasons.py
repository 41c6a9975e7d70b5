"""Why something could not be judged, as sentences."""

from ..translatable import _lt

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

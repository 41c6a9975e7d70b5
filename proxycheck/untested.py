"""What would make testable what could not be tested: a sentence for each reason."""

from .judge import judge
from .look.plan import NO_TICKET
from .look.run_probe import NOBODY, TIME_UP
from .translatable import _lt

HOWS = {
    judge.FULL_ONLY: _lt("To test it, measure the timeouts too."),
    judge.BROWSER_ONLY: _lt(
        "To test it, open this page at the public address and run the check from there."
    ),
    judge.ON_REQUEST: _lt(
        "To test it, run “python -m proxycheck --full --pages” on Odoo's server."
    ),
    judge.NO_ANSWER: _lt("To test it, fix the findings first, then check again."),
    judge.NOT_OURS: _lt(
        "To test it, make the public address lead to this Odoo, then check again."
    ),
    NOBODY: _lt("To test it, make the public address reachable, then check again."),
    TIME_UP: _lt("To test it, check again when the server is less busy."),
    NO_TICKET: _lt("To test it, run the check in Odoo or pass a key."),
}

"""What would make testable what could not be tested: a sentence for each reason.

Who checks without a key is told for each rule what would show it: an option of the command
line, or the addon.
"""

from collections import Counter

from .judge import reasons
from .look.plan import NO_TICKET
from .look.run_probe import NOBODY, TIME_UP
from .registry import browser_probes, probes, rules
from .translatable import _lt
from .words import Vantage

HOWS = {
    reasons.FULL_ONLY: _lt("To test it, measure the timeouts too."),
    reasons.BROWSER_ONLY: _lt(
        "To test it, open this page at the public address and run the check from there."
    ),
    reasons.ON_REQUEST: _lt(
        "To test it, run “python -m proxycheck --full --pages” on Odoo's server."
    ),
    reasons.NO_ANSWER: _lt("To test it, fix the findings first, then check again."),
    reasons.NOT_OURS: _lt(
        "To test it, make the public address lead to this Odoo, then check again."
    ),
    NOBODY: _lt("To test it, make the public address reachable, then check again."),
    TIME_UP: _lt("To test it, check again when the server is less busy."),
    NO_TICKET: _lt("To test it, run the check in Odoo or pass a key."),
}

FULL, LOGIN = "--full", "--login"
CONFIG = "--odoo-config on Odoo's machine"
ADDON, PAGE = "the addon in Odoo", "the addon's page in a browser"
#: In this order they are told.
WAYS = (FULL, LOGIN, CONFIG, ADDON, PAGE)
#: Reasons that another option does not change.
HOPELESS = (reasons.NO_ANSWER, reasons.NO_ODOO, NOBODY, TIME_UP)


def ways(codes, because):
    """Return what would show these rules, unknown for one reason, as words; "" if nothing.

    “--login (1), the addon in Odoo (3)”.
    """
    known = rules()
    if because in HOPELESS:
        return ""
    counts = Counter(_way(known[code], because) for code in codes if code in known)
    return ", ".join(f"{way} ({counts[way]})" for way in WAYS if counts[way])


def _way(rule, because):
    needed = [need for need in rule.needs if not need.optional]
    if because == reasons.BROWSER_ONLY or any(map(_by_browser, needed)):
        return PAGE
    if because == reasons.FULL_ONLY:
        return FULL
    if any(_by_account(need) for need in rule.needs):
        return LOGIN
    direct = any(need.vantage is Vantage.DIRECT for need in needed)
    return CONFIG if direct and _takes_anybody(rule, needed) else ADDON


def _takes_anybody(rule, needed):
    """Whether it judges what no ticket proves, or looks at Odoo's own ports alone."""
    return rule.of_anybody or all(need.vantage is Vantage.DIRECT for need in needed)


def _by_browser(need):
    seen_by_others = need.probe in probes() and need.vantage is not Vantage.BROWSER
    return not seen_by_others and need.probe in {*browser_probes(), *probes()}


def _by_account(need):
    return need.probe in probes() and probes()[need.probe].account

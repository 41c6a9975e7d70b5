"""Which probes a check runs in which stage, and which of them cannot see anything."""

from ..era import era_of
from ..registry import probes
from ..translatable import _lt
from ..wire.dial import Outcome
from ..words import Depth, Vantage
from .run_probe import NOBODY

#: Outcomes after which no other request can fare better.
DEAF = {o.value for o in (Outcome.NO_NAME, Outcome.REFUSED, Outcome.UNROUTED)}

NO_TICKET = _lt("Without a key of this Odoo its probe routes do not answer.")
OTHER_ERA = _lt("This series of Odoo has another kind of bus.")
ONE_WORKER = _lt(
    "Odoo's only HTTP worker is busy with this very request and cannot answer its own"
    " probes. Use the button “Run proxy check”, which hands the check to the cron worker."
)


class Plan:
    """What one check runs on its `Lines`; see `Look` for `only` and `pages`."""

    def __init__(self, lines, ticket, only, pages, account):
        self._lines, self._ticket, self._account = lines, ticket, account
        self._only, self._pages = only, pages

    def stage(self, first=False, last=False, depth=Depth.QUICK):
        """The wanted probes of one stage, with the vantage of each; who waits longest first."""
        return [
            (vantage, probe)
            for probe in sorted(probes().values(), key=lambda probe: -probe.seconds)
            for vantage in probe.vantages
            if (probe.first, probe.last, probe.depth) == (first, last, depth)
            and self._wanted(vantage, probe)
        ]

    def _wanted(self, vantage, probe):
        if not self._lines.has(vantage, Depth.QUICK):
            return False
        if probe.account and not self._account:
            return False
        if probe.stranger and self._ticket:
            return False
        if self._only is not None:
            return f"{vantage}.{probe.name}" in self._only or probe.first
        asked_for = self._pages or not probe.on_request
        return asked_for and self._lines.has(vantage, probe.depth)

    def again(self, keys):
        """The quick probes with these ``vantage.probe`` keys whose second run tells more."""
        return [
            (vantage, probe)
            for probe in probes().values()
            for vantage in probe.vantages
            if f"{vantage}.{probe.name}" in keys
            and probe.repeat
            and probe.depth is Depth.QUICK
        ]

    def hopeless(self, vantage, probe, seen):
        """Why this probe cannot see anything, or ``""``."""
        odoo = self._ticket.odoo if self._ticket else {}
        if probe.told:
            return ""
        if probe.era and era_of(seen) not in (None, probe.era):
            return OTHER_ERA
        if odoo.get("in_http_worker") and odoo.get("workers") == 1:
            return ONE_WORKER
        if probe.ticket and not self._ticket:
            return NO_TICKET
        asks_behind = not probe.first and not probe.of_proxy
        deaf = vantage is Vantage.SERVER and asks_behind and _deaf(seen)
        return NOBODY if deaf else ""


def _deaf(seen):
    """Whether nobody at the public address heard any of those that ask first."""
    firsts = [f"{Vantage.SERVER}.{one.name}" for one in probes().values() if one.first]
    outcomes = [seen[key].facts.get("outcome") for key in firsts if key in seen]
    return bool(outcomes) and all(outcome in DEAF for outcome in outcomes)

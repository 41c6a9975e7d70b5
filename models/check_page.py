from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..proxycheck import engine, report
from ..proxycheck.judge import judging
from ..proxycheck.target import BadAddress, Target
from ..proxycheck.words import PUBLIC, Depth, Vantage, Verdict
from .words import DONE

# What of a ticket a browser needs; Odoo's settings stay here.
TICKET = ("token", "proof", "channel", "bus_last_id")


class ProxyHealthCheck(models.Model):
    """What the check page calls: plain RPC, for the bus may be what is broken."""

    _inherit = "proxy.health.check"

    @api.model
    @api.readonly
    def page(self, check_id=None):
        """Return a check (default: the newest) as the page shows it, or what to check.

        ``{"id", "base_url", "depth", "plan", "titles", "mutes", …}`` and what `progress`
        returns; ``titles`` say what each rule, by its code, finds in order.
        """
        own = self.env["proxy.health.target"]._own()
        # An older check of an address that it no longer has would only mislead.
        current = [
            ("target_id", "=", own.id),
            ("base_url", "in", (own.base_url, False)),
        ]
        check = (
            self.browse(check_id).exists()
            if check_id
            else self.search(current, limit=1)
        )
        if check:
            return check._page()
        return {"id": False, "base_url": own.base_url, "depth": Depth.QUICK.value}

    @api.model
    def start(self, base_url=None, depth=Depth.QUICK.value):
        """Queue a check of an address (default: Odoo's own) and return its `page`."""
        self.check_access("create")
        target = self.env["proxy.health.target"]._for_address(base_url)
        return self._queue(target, self._valid_depth(depth), type(self)._page)

    def run_now(self):
        """Run a queued check in this request, when no cron worker takes it."""
        self.ensure_one()
        self.check_access("write")
        self._run()
        return self._page()

    def browser_probes(self, origin, code=None):
        """Return what a page open at ``origin`` shall measure, and its ticket.

        ``{"ticket", "probes": [{"id", "params", "seconds", "turn", "skip"}]}``; with a
        rule's code only what that rule needs. ``skip`` says why one would tell nothing.
        """
        self.ensure_one()
        self.check_access("write")
        wanted = self._wanted_of_browser(self._known(code) if code else None)
        issued = self._ticket(self.target_id, self.id)
        elsewhere = self._why_elsewhere(origin)
        rows = [
            {
                "id": probe.name,
                "params": {**probe.params, "base_url": self._address()},
                "seconds": probe.seconds,
                "turn": _turn(probe),
                "skip": "" if probe.anywhere else elsewhere,
            }
            for probe in wanted
        ]
        return {
            "ticket": {
                **{name: issued[name] for name in TICKET},
                "websocket_version": issued["odoo"]["websocket_version"],
                "time_up": self.env._("The time for this measurement was up."),
            },
            "probes": rows,
        }

    def retest(self, code, observations):
        """Measure again what one rule needs, and return what it says now.

        ``{"verdict", "because", "finding"}``. Nothing is stored: a part is no check.
        """
        self.ensure_one()
        self.check_access("write")
        if self._needs_waiting(self._known(code)):
            return self._answer(Verdict.UNKNOWN, because=judging.FULL_ONLY)
        seen = self._valid_observations(observations)
        self._occupy_request()
        issued = self._ticket(self.target_id, self.id)
        with self._lent(issued) as lent:
            seen += engine.look(self.target_id._as_probed(), lent, only=_needs_of(code))
        found = {finding.code: finding for finding in engine.judge(seen)}
        return self._told(found.get(code))

    def mute(self, code, reason, until=None):
        """Let a rule count for nothing at this address, and return the `page`.

        ``until``: the last day, as ``2026-01-31``; without it, it stays muted.
        """
        self.ensure_one()
        self.check_access("write")
        self.target_id._mute(self._known(code), reason, self._last_day(until))
        return self._decided_page()

    def unmute(self, code):
        """Let a rule count again, and return the `page`."""
        self.ensure_one()
        self.check_access("write")
        self.target_id._mutes(code).unlink()
        return self._decided_page()

    # How it comes about

    def _decided_page(self):
        # The newest check has followed already; this may be an older one.
        if self.state == DONE and self._is_muted_otherwise():
            self._decide_again()
        return self._page()

    @api.model
    def _last_day(self, until):
        """Return the last day of a mute, False for none, or refuse it."""
        try:
            day = fields.Date.to_date(until or False) or False
        except (TypeError, ValueError):
            day = fields.Date.to_date("1970-01-01")
        if day and day < fields.Date.today():
            raise ValidationError(
                self.env._("The last day of a mute is today or later, as 2026-01-31.")
            )
        return day

    def _page(self):
        return {
            "id": self.id,
            "base_url": self._address(),
            "depth": self.depth,
            "plan": self._plan(),
            "mutes": {mute.code: mute._shown() for mute in self.target_id.mute_ids},
            "titles": self.env["proxy.health.finding"]._in_order(),
            **self.progress(),
        }

    def _address(self):
        return self.base_url or self.target_id.base_url

    def _plan(self):
        """Return what is going to be measured: ``[{"probe", "vantage", "seconds"}]``."""
        known = [*engine.probes().values(), *engine.browser_probes().values()]
        return [
            {"probe": probe.name, "vantage": vantage.value, "seconds": _waits(probe)}
            for probe in known
            for vantage in probe.vantages
            if probe.depth.value in (Depth.QUICK.value, self.depth)
            and not getattr(probe, "on_request", False)
        ]

    def _why_elsewhere(self, origin):
        """Say why a browser at ``origin`` tells nothing of the address, or nothing."""
        if _same_address(origin, self._address()):
            return ""
        return self.env._(
            "This page is open at %(origin)s, not at the address that is checked.",
            origin=str(origin)[:200],
        )

    @api.model
    def _known(self, code):
        """Return a rule's code, or refuse it."""
        if code in engine.rules():
            return code
        raise ValidationError(self.env._("There is no rule “%s”.", str(code)[:80]))

    def _wanted_of_browser(self, code):
        wanted = _needs_of(code) if code else None
        return [
            probe
            for probe in engine.browser_probes().values()
            if (
                f"{Vantage.BROWSER}.{probe.name}" in wanted
                if wanted is not None
                else probe.depth.value in (Depth.QUICK.value, self.depth)
            )
        ]

    @api.model
    def _needs_waiting(self, code):
        names = {key.partition(".")[2] for key in _needs_of(code)}
        probes = engine.probes()
        return any(probes[name].depth is Depth.FULL for name in names & set(probes))

    def _told(self, finding):
        if finding is None:  # another cause explains it
            return self._answer(Verdict.UNKNOWN, because=judging.NOT_LOOKED)
        if finding.verdict is not Verdict.FAILED:
            return self._answer(finding.verdict, because=finding.because)
        translate = self.env["proxy.health.finding"]._translate
        row = report.finding_row(finding, self.target_id._muted(), translate)
        return self._answer(finding.verdict, finding=row)

    def _answer(self, verdict, because="", finding=None):
        text = because and self.env["proxy.health.finding"]._translate(because)
        return {"verdict": verdict.value, "because": text, "finding": finding}


def _same_address(one, other):
    try:
        return Target(one).base_url == Target(other).base_url
    except BadAddress:
        return False  # about:blank and the like


def _waits(probe):
    """Return how long a probe waits on purpose; patience is no purpose."""
    return probe.seconds if probe.depth is Depth.FULL else 0


def _turn(probe):
    """Return when a browser runs a probe: first, after those, or beside all."""
    if probe.depth is Depth.FULL:
        return "aside"
    return "last" if probe.last else "first"


def _needs_of(code):
    """Return the keys of what a rule needs, with the echo that proves this Odoo."""
    needs = engine.rules()[code].needs
    keys = {need.key(vantage) for need in needs for vantage in PUBLIC}
    proofs = {f"{key.partition('.')[0]}.echo" for key in keys}
    return keys | proofs | {"direct.odoo"}

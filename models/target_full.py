from datetime import timedelta, timezone

from odoo import api, fields, models

from ..proxycheck import engine
from ..proxycheck.words import Depth, Vantage
from .words import DONE, INTERRUPTED, selection

# When a full check disturbs nobody: it keeps a cron worker for two minutes.
NIGHT_HOUR = 2

ALWAYS, NIGHTLY, NEEDED = "always", "nightly", "needed"


class ProxyHealthTarget(models.Model):
    """Which of the scheduled checks are full ones, that measure timeouts.

    Timeouts hardly ever change, and measuring them takes two minutes: once a night is
    enough. Sooner is needed what nobody knows yet, or what is known to be wrong: a quick
    check can neither find a timeout nor see that it was mended.
    """

    _inherit = "proxy.health.target"

    full_check = fields.Selection(
        [
            (NIGHTLY, "Every night"),
            (NEEDED, "Only when needed"),
            (ALWAYS, "Each time"),
        ],
        required=True,
        default=NIGHTLY,
        tracking=True,
        help="A full check measures timeouts to the second and takes two minutes. It is "
        "needed after the first quick check of an address, when the proxy has changed, "
        "and while a timeout is known to be too short.",
    )
    changed_at = fields.Datetime(
        string="Proxy Changed", readonly=True, copy=False, help="As far as was noticed."
    )
    next_depth = fields.Selection(
        selection(Depth), string="Next Check Is", compute="_compute_next_depth"
    )
    measured_at = fields.Datetime(
        string="Timeouts Measured",
        compute="_compute_measured_at",
        help="When the last full check of this address began.",
    )

    @api.depends("next_check_at", "full_check", "changed_at", "check_ids.state")
    def _compute_next_depth(self):
        for target in self:
            due = target.next_check_at
            target.next_depth = due and target._depth_at(due).value

    @api.depends("base_url", "check_ids.state", "check_ids.depth")
    def _compute_measured_at(self):
        for target in self:
            full = [("depth", "=", Depth.FULL.value), ("state", "=", DONE)]
            target.measured_at = target._last_check(full).started_at

    def _depth_at(self, moment):
        """Return how deep the check that is due at this moment looks."""
        self.ensure_one()
        if not self._last_check([("state", "=", DONE)]):
            return Depth.QUICK  # whoever entered the address is told within seconds
        full = self.full_check == ALWAYS or self._needs_full(moment)
        return Depth.FULL if full else Depth.QUICK

    def _needs_full(self, moment):
        # One that was interrupted is tried again at night, not every hour.
        tried = self._last_check(
            [("depth", "=", Depth.FULL.value), ("state", "in", (DONE, INTERRUPTED))]
        ).started_at
        if not tried or (self.changed_at and tried < self.changed_at):
            return True
        if self.full_check == NIGHTLY and tried < self._night_before(moment):
            return True
        return bool(self._failing_timeouts())

    def _last_check(self, domain):
        """Return the last check of the address that this target has now."""
        ours = [("target_id", "=", self._origin.id), ("base_url", "=", self.base_url)]
        return self.env["proxy.health.check"].search([*ours, *domain], limit=1)

    def _failing_timeouts(self):
        """Return the alerts, told or about to be, that only a full check can close."""
        codes = measured_by_waiting()
        return self.env["proxy.health.alert"].search(
            [
                ("target_id", "=", self._origin.id),
                ("code", "in", codes),
                ("failing_since", "!=", False),
            ],
        )

    def _night_before(self, moment):
        """Return when the last night before a moment began, where its people live."""
        zone = self.user_ids.filtered("tz")[:1].tz or "UTC"
        local = fields.Datetime.context_timestamp(self.with_context(tz=zone), moment)
        night = local.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
        if night > local:
            night -= timedelta(days=1)
        return night.astimezone(timezone.utc).replace(tzinfo=None)

    def _check_at_once(self):
        self.changed_at = fields.Datetime.now()
        return super()._check_at_once()

    def _note_drift(self, check):
        known = self.fingerprint or {}
        noted = super()._note_drift(check)
        new = self.fingerprint or {}
        if any(new.get(what) != value for what, value in known.items()):
            self.changed_at = check.started_at
        return noted


def measured_by_waiting():
    """Return the codes of the rules that a quick check can say nothing about."""
    waiting = {
        probe.name
        for probe in engine.probes().values()
        if probe.depth is Depth.FULL and not probe.on_request
    }
    return [
        code
        for code, rule in engine.rules().items()
        if not any(_from_a_browser(need) for need in rule.needs)
        and any(need.probe in waiting for need in rule.needs)
    ]


def _from_a_browser(need):
    return need.vantage is Vantage.BROWSER and not need.optional

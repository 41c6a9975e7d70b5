from datetime import timedelta

from odoo import api, fields, models

from ..tools import check_queue, locks
from ..tools.words import QUEUED

# What makes an address another one to check: then it is checked at once.
IDENTITY = ("active", "base_url", "connect_to")


class ProxyHealthTarget(models.Model):
    """When an address is checked by itself: it is queued, like what people ask for."""

    _inherit = "proxy.health.target"

    every_minutes = fields.Integer(
        string="Check Every (Minutes)",
        default=60,
        tracking=True,
        help="0: only when somebody asks. A check starts up to five minutes late.",
    )
    next_check_at = fields.Datetime(
        string="Next Check", compute="_compute_next_check_at", store=True, index=True
    )

    # More often than the scheduled action runs is a promise that nobody keeps.
    _every_minutes_possible = models.Constraint(
        "CHECK (every_minutes = 0 OR every_minutes >= 5)",
        "Check every 5 minutes or less often; 0 means only when somebody asks.",
    )

    @api.depends("active", "every_minutes")
    def _compute_next_check_at(self):
        for target in self:
            target.next_check_at = target._after(fields.Datetime.now())

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets._check_at_once()
        return targets

    def write(self, vals):
        before = {target: target._identity() for target in self}
        result = super().write(vals)
        changed = self.filtered(lambda target: target._identity() != before[target])
        changed._check_at_once()
        return result

    def _identity(self):
        # sudo: only administrators read a detour, and a manager's edit compares it.
        return [self.sudo()[name] for name in IDENTITY]

    def _check_at_once(self):
        """Let these addresses be due now, and wake the scheduled action up."""
        watched = self.filtered(lambda target: target.active and target.every_minutes)
        watched.next_check_at = fields.Datetime.now()
        # While the addon is being installed there is no action yet; it then runs anyway.
        cron = self.env.ref("proxy_health.ir_cron_run", raise_if_not_found=False)
        if watched and cron:
            cron.sudo()._trigger()

    def _after(self, moment):
        """Return when a check is due after one at this moment; False for never."""
        self.ensure_one()
        if not self.active or not self.every_minutes:
            return False
        return moment + timedelta(minutes=self.every_minutes)

    @api.model
    def _queue_due(self):
        """Queue a check for each address that is due, the longest overdue first."""
        now = fields.Datetime.now()
        due = self.search([("next_check_at", "<=", now)], order="next_check_at, id")
        checks = self.env["proxy.health.check"]
        waiting = checks.search([("state", "=", QUEUED), ("target_id", "in", due.ids)])
        for target in due - waiting.target_id:
            depth = target._depth_at(now).value
            check_queue.put(target, depth, scheduled=True)
        for target in due:
            # From now on, not from when it was due: a server that was off for a night
            # has nothing to catch up with.
            target.next_check_at = target._after(now)

    def _lock(self, function):
        """Call one of PostgreSQL's advisory lock functions for this address."""
        self.ensure_one()
        return locks.call(self.env.cr, function, f"{self._name} {self.id}")

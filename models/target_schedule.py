from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..proxycheck.words import Depth
from .words import QUEUED, selection


class ProxyHealthTarget(models.Model):
    """When an address is checked by itself: it is queued, like what people ask for."""

    _inherit = "proxy.health.target"

    every_minutes = fields.Integer(
        string="Check Every (Minutes)",
        default=60,
        tracking=True,
        help="0: only when somebody asks. A check starts up to five minutes late.",
    )
    depth = fields.Selection(
        selection(Depth),
        required=True,
        default=Depth.QUICK.value,
        tracking=True,
        help="A full check measures timeouts to the second and takes two minutes.",
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
        checks.create(
            [
                {
                    "target_id": target.id,
                    "depth": target.depth,
                    "scheduled": True,
                }
                for target in due - waiting.target_id
            ]
        )
        for target in due:
            # From now on, not from when it was due: a server that was off for a night
            # has nothing to catch up with.
            target.next_check_at = target._after(now)

    def _lock(self, function):
        """Call one of PostgreSQL's advisory lock functions for this address."""
        self.ensure_one()
        key = f"{self._name} {self.id}"
        called = SQL(
            "SELECT %s(hashtextextended(%s, 0))", SQL.identifier(function), key
        )
        self.env.cr.execute(called)
        return self.env.cr.fetchone()[0]

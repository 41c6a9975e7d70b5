from odoo import api, fields, models
from odoo.tools import format_date

from ..proxycheck.fingerprint import TIMEOUT_OF, same_proxy
from ..proxycheck.words import Depth
from .words import DONE


class ProxyHealthCheck(models.Model):
    """What is known of the timeouts beside a check that did not measure them itself."""

    _inherit = "proxy.health.check"

    timeouts = fields.Char(
        compute="_compute_timeouts",
        help="Whether a full check measured this proxy's timeouts, when, and the result.",
    )

    @api.depends("state", "fingerprint")
    @api.depends_context("lang")
    def _compute_timeouts(self):
        for check in self:
            check.timeouts = check._told_of_timeouts() if check.state == DONE else ""

    def _told_of_timeouts(self):
        measuring = self._newest_full()
        marks = measuring.fingerprint or {}
        measured = [
            f"{mark} {value}"
            for mark, value in marks.items()
            if mark.startswith(TIMEOUT_OF)
        ]
        if not measured:
            return self.env._("Timeouts were not measured yet: a full check does that.")
        if not same_proxy(marks, self.fingerprint or {}):
            return self.env._(
                "Timeouts were not measured since the proxy changed: a full check does "
                "that."
            )
        return self.env._(
            "Timeouts: %(measured)s, measured on %(day)s.",
            measured=", ".join(measured),
            day=format_date(self.env, measuring.started_at),
        )

    def _newest_full(self):
        """Return the newest full check of the address up to this check, or none."""
        return self.search(
            [
                ("target_id", "=", self.target_id.id),
                ("base_url", "=", self.base_url),
                ("depth", "=", Depth.FULL.value),
                ("state", "=", DONE),
                ("id", "<=", self.id),
            ],
            limit=1,
        )


class ProxyHealthTarget(models.Model):
    _inherit = "proxy.health.target"

    last_timeouts = fields.Char(compute="_compute_last_timeouts", string="Timeouts")

    @api.depends("check_ids.state", "check_ids.fingerprint")
    @api.depends_context("lang")
    def _compute_last_timeouts(self):
        for target in self:
            target.last_timeouts = target.last_check_id.timeouts

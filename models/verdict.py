import logging

from odoo import api, fields, models

from ..proxycheck import monitor
from ..tools.wire import storable
from .words import DONE

_logger = logging.getLogger(__name__)


class ProxyHealthCheck(models.Model):
    """The verdict is decided here and nowhere else, and is then told to the address.

    It is stored, for people search by it. A check that has ended gets another one when
    a browser tells late what it saw, and when a mute begins or ends; the last day of a
    mute passes without anybody writing, so the scheduled action looks for that.
    """

    _inherit = "proxy.health.check"

    muted = fields.Json(
        readonly=True,
        help="The rules that counted for nothing when the verdict was decided.",
    )
    # A monitor asks every few seconds: for it the report is read once a change.
    monitored = fields.Json(compute="_compute_monitored", store=True)

    @api.depends(
        "state",
        "verdict",
        "muted",
        "base_url",
        "started_at",
        "duration_ms",
        "observations",
        "browser_observations",
        "finding_ids.verdict",
        "finding_ids.severity",
        "finding_ids.directive",
    )
    def _compute_monitored(self):
        for check in self:
            ended = check.state == DONE and check.base_url and check.started_at
            check.monitored = check._told_to_monitors() if ended else False

    def _told_to_monitors(self):
        """Return the engine's `Sample` as JSON; False where it cannot be made."""
        try:
            return storable(monitor.sample(self._report_in(str)).as_dict())
        except Exception:  # a check that monitors cannot be told of is one all the same
            _logger.exception("Monitors cannot be told of proxy check %s", self.id)
            return False

    @api.model
    def _cron_run(self):
        self._follow_ended_mutes()
        return super()._cron_run()

    @api.model
    def _follow_ended_mutes(self):
        targets = self.env["proxy.health.target"].with_context(active_test=False)
        try:
            with self.env.cr.savepoint():
                targets.search([("mute_ids.until", "!=", False)])._follow_mutes()
        except Exception:  # which must not keep checks from running
            _logger.exception("The end of a mute could not be told")

    def _decided(self, findings):
        """Return the values that follow from findings and from what is muted today."""
        muted = sorted(self.target_id._muted())
        document = self._document(findings, str, muted)
        roundtrip = document["roundtrip"] or {}
        return {
            "verdict": document["verdict"],
            "latency_ms": roundtrip.get("latency_ms") or 0.0,
            "muted": muted,
        }

    def _is_muted_otherwise(self):
        return sorted(self.target_id._muted()) != (self.muted or [])

    def _decide_again(self):
        """Decide by what is muted today; what was seen and found stays as it is."""
        self.ensure_one()
        findings = [finding._as_judged() for finding in self.finding_ids]
        self._settle(self._decided(findings))

    def _settle(self, values):
        """Store another judgement of a check that has ended, and tell its address."""
        self.ensure_one()
        self.write(values)
        target = self.target_id
        # What an older check says is history; of an archived address nobody hears.
        if target.active and target.last_check_id == self:
            # sudo: who hears, and by what webhook, is no matter of who made it happen.
            target.sudo()._hear(self.sudo())


class ProxyHealthTarget(models.Model):
    _inherit = "proxy.health.target"

    def _follow_mutes(self):
        """Decide the newest verdict of each address anew, where other rules are muted."""
        for target in self:
            check = target.last_check_id
            if check and check._is_muted_otherwise():
                check._decide_again()

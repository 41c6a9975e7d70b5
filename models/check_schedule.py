import logging
import time

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.ir_cron import MIN_TIME_PER_JOB

from ..proxycheck.words import Depth
from ..tools import instance
from .words import INTERRUPTED, QUEUED, RUNNING

_logger = logging.getLogger(__name__)

# A cron worker is killed after limit_time_real_cron seconds with all its jobs together,
# and the last check that we begin may take 12 s: half of it leaves room for both.
BUDGET_SHARE = 0.5
# A full check measures until shortly before that limit (SPARE in proxycheck/looking.py):
# it comes first in a pass, or waits for the next one.
FIRST_SECONDS = 3


class ProxyHealthCheck(models.Model):
    """What the one scheduled action does with all that is due or was asked for."""

    _inherit = "proxy.health.check"

    scheduled = fields.Boolean(readonly=True, help="Nobody asked for it: it was due.")

    @api.model
    def _cron_run(self):
        """Run what is due or queued, one commit a check, people's own before the rest.

        What does not fit into this pass stays queued, and the scheduler comes back.
        """
        commit_progress = self.env["ir.cron"]._commit_progress
        self._close_interrupted()
        self.env["proxy.health.target"]._queue_due()
        tried = self.browse()
        commit_progress(remaining=self.search_count(self._queued_but(tried)))
        while True:
            check = self.search(self._queued_but(tried), order="scheduled, id", limit=1)
            if not check or not check._may_begin():
                return
            check._run_apart()
            tried += check
            if not commit_progress(1):
                return

    @api.model
    def _queued_but(self, tried):
        return [("state", "=", QUEUED), ("id", "not in", tried.ids)]

    def _may_begin(self):
        """Say whether this worker lives long enough, over all calls of one pass."""
        limit = instance.cron_time_limit()
        end = self.env.context.get("cron_end_time")
        if not limit or not end:
            return True
        spent = time.monotonic() - (end - MIN_TIME_PER_JOB)
        full = self.depth == Depth.FULL.value
        return spent < (FIRST_SECONDS if full else limit * BUDGET_SHARE)

    @api.model
    def _close_interrupted(self):
        # Only the cron commits this state and it never runs twice at once: whoever
        # left a check in it is dead.
        self.search([("state", "=", RUNNING)]).write(
            {
                "state": INTERRUPTED,
                "because": self.env._("The process that ran this check was killed."),
            }
        )

    def _run_apart(self):
        """Run this check for the cron: what breaks in it costs no other check."""
        self.ensure_one()
        # The lock outlives every commit of the run. Whoever holds it is running this
        # very check of the address; ours stays queued for the next pass.
        if not self.target_id._lock("pg_try_advisory_lock"):
            return
        try:
            self._run(commit=True)
        except Exception:
            _logger.exception("Proxy check %s failed", self.id)
            self.env.cr.rollback()
            if self.state in (QUEUED, RUNNING):
                self.write({"state": INTERRUPTED, "because": self._own_mistake()})
        finally:
            self.target_id._lock("pg_advisory_unlock")

    def _run(self, commit=False):
        # A run in a request is one transaction, and so is its lock.
        if not commit and not self.target_id._lock("pg_try_advisory_xact_lock"):
            raise UserError(
                self.env._(
                    "Another check of %(address)s is running. Try again later.",
                    address=self.target_id.base_url,
                )
            )
        return super()._run(commit)

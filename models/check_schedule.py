import logging
import time

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.ir_cron import MIN_TIME_PER_JOB

from ..proxycheck.words import Depth
from ..tools import instance, locks, watchdog
from .words import INTERRUPTED, QUEUED, RUNNING

_logger = logging.getLogger(__name__)

# Odoo's other scheduled actions wait for this one: no check begins after a minute, so
# that with a full check (110 s) at its end a pass takes less than three.
PASS_SECONDS = 60
# What a quick check may take (12 s), and to be stored on a slow machine (10 s).
QUICK_SECONDS = 22
# Who holds this measures within a request, which occupies an HTTP worker.
FOREGROUND = "proxy_health check in a request"
# A check that begins so early is the first of its pass: somebody has to be.
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
            if not check:
                return
            seconds = self._seconds_left()
            if not check._may_begin(seconds):
                return
            check.with_context(**{instance.SECONDS_LEFT: seconds})._run_apart()
            tried += check
            if not commit_progress(1):
                return

    @api.model
    def _queued_but(self, tried):
        return [("state", "=", QUEUED), ("id", "not in", tried.ids)]

    @api.model
    def _seconds_spent(self):
        """Return for how many seconds this pass of the scheduled action has run."""
        end = self.env.context.get("cron_end_time")
        return time.monotonic() - (end - MIN_TIME_PER_JOB) if end else 0

    @api.model
    def _seconds_left(self):
        """Return for how many seconds this worker is sure to live, 0 for ever."""
        limit = instance.time_limit()
        if not limit or watchdog.report_alive():
            return limit
        # At least one: even where nothing is sure, the first check of a pass is tried.
        return max(limit - watchdog.LONGEST_SLEEP - self._seconds_spent(), 1)

    def _may_begin(self, seconds):
        """Say whether there is time for this check in this pass and in this worker."""
        spent = self._seconds_spent()
        if not spent < PASS_SECONDS:
            return False
        full = self.depth == Depth.FULL.value
        needed = instance.time_limit() if full else QUICK_SECONDS
        return not seconds or seconds >= needed or spent < FIRST_SECONDS

    def _ending(self, begin, because):
        # Judging, storing and telling people take their time after the measuring.
        if instance.SECONDS_LEFT in self.env.context:
            watchdog.report_alive()
        return super()._ending(begin, because)

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

    @api.model
    def _occupy_request(self):
        """Let one request at a time measure; refuse the others with a sentence.

        Each occupies an HTTP worker for up to 12 s, or two minutes for a full check: a
        few of them leave nobody to answer people.
        """
        if not instance.requested_path():
            return  # a shell, or a scheduled action: nobody's HTTP worker
        if not locks.call(self.env.cr, "pg_try_advisory_xact_lock", FOREGROUND):
            raise UserError(
                self.env._(
                    "Another request is measuring already, and each occupies an HTTP "
                    "worker. Use the button “Run proxy check” or the method “start”: "
                    "they queue the check for the scheduled action."
                )
            )

    def _run(self, commit=False):
        if commit:
            return super()._run(commit)
        # A run in a request is one transaction, and so are its locks.
        if not self.target_id._lock("pg_try_advisory_xact_lock"):
            raise UserError(
                self.env._(
                    "Another check of %(address)s is running. Try again later.",
                    address=self.target_id.base_url,
                )
            )
        self._occupy_request()
        return super()._run(commit)

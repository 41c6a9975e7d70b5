from dataclasses import replace

from odoo import api, models
from odoo.tools import SQL

from ..proxycheck import monitor
from .words import DONE

# Seconds after which a check says nothing of today. Who checks by hand looks again after
# a day; a schedule may miss one check (a restart, a long upgrade) and starts up to five
# minutes late, and a full check takes over two.
STALE_BY_HAND = 24 * 3600
STALE_INTERVALS = 2
LATENESS = 10 * 60

# Samples by database, check and its last change. A check is judged once; a monitor asks
# thousands of times.
_samples = {}
_MAX_SAMPLES = 1000

_NEWEST = """
    SELECT target.id, target.every_minutes, newest.id, newest.write_date
      FROM proxy_health_target AS target
      LEFT JOIN LATERAL (
            SELECT id, write_date FROM proxy_health_check
             WHERE target_id = target.id AND state = %s
             ORDER BY id DESC LIMIT 1
           ) AS newest ON true
     WHERE target.active
     ORDER BY target.id
"""


class ProxyHealthTarget(models.Model):
    """What is told of an address to those who only read: support teams and monitors."""

    _inherit = "proxy.health.target"

    @api.model
    def _newest_reports(self, address=None):
        """Return the newest report of each watched address, or of the given one."""
        targets = self.search([("active", "=", True)])
        if address:
            targets = targets.filtered(lambda target: target.base_url == address)
        return [check.report for check in targets.last_check_id if check.report]

    @api.model
    def _samples(self):
        """Return the engine's `Sample` of each watched address, remembered if it can."""
        self.env.flush_all()
        # One query for all of it: what the ORM would fetch besides costs as much again.
        rows = self.env.execute_query(SQL(_NEWEST, DONE))
        return [
            replace(
                self.browse(target)._sample(*check), stale_after=_stale_after(every)
            )
            for target, every, *check in rows
        ]

    def _sample(self, check_id, changed_at):
        """Return what is told of a check, or that there is none."""
        self.ensure_one()
        if not check_id:
            return monitor.Sample(self.base_url)
        key = (self.env.cr.dbname, check_id, changed_at)
        if key not in _samples:
            if len(_samples) >= _MAX_SAMPLES:
                _samples.clear()
            check = self.env["proxy.health.check"].browse(check_id)
            _samples[key] = monitor.sample(check.report)
        return _samples[key]


class ProxyHealthCheck(models.Model):
    _inherit = "proxy.health.check"

    # What a monitor asks every few seconds, however long the history has grown.
    _newest_done = models.Index("(target_id, id DESC) WHERE state = 'done'")


def _stale_after(every_minutes):
    """Return after how many seconds a check says nothing of today."""
    if not every_minutes:
        return STALE_BY_HAND
    return every_minutes * 60 * STALE_INTERVALS + LATENESS

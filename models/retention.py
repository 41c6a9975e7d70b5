from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .words import DONE, QUEUED, RUNNING

KEEP_DAYS = "proxy_health.keep_days"
DEFAULT_KEEP_DAYS = 90
# A check brings some sixty findings with it: a thousand at once is a second's work.
BATCH = 1000


class ProxyHealthCheck(models.Model):
    """How long checks are kept."""

    _inherit = "proxy.health.check"

    @api.model
    def _keep_days(self):
        parameter = self.env["ir.config_parameter"].sudo().get_param(KEEP_DAYS)
        return int(parameter) if (parameter or "").isdigit() else DEFAULT_KEEP_DAYS

    @api.autovacuum
    def _gc_checks(self):
        """Delete old checks, except the last before each change of verdict."""
        self.flush_model()
        old = fields.Datetime.now() - timedelta(days=self._keep_days())
        last_of_its_kind = SQL(
            """ SELECT id FROM (
                    SELECT id, verdict, lead(verdict) OVER (
                        PARTITION BY target_id ORDER BY id) AS next
                      FROM proxy_health_check WHERE state = %s
                ) AS history WHERE next IS DISTINCT FROM verdict """,
            DONE,
        )
        self.env.cr.execute(
            SQL(
                """ SELECT id FROM proxy_health_check
                     WHERE create_date < %s AND state NOT IN %s AND id NOT IN (%s)
                     ORDER BY id LIMIT %s """,
                old,
                (QUEUED, RUNNING),
                last_of_its_kind,
                BATCH,
            )
        )
        outlived = self.browse([row[0] for row in self.env.cr.fetchall()])
        outlived.unlink()
        return len(outlived), len(outlived) == BATCH

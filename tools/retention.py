"""How long checks are kept, and which of them have outlived that."""

from datetime import timedelta

from odoo import fields
from odoo.tools import SQL

from .words import DONE, QUEUED, RUNNING

KEEP_DAYS = "proxy_health.keep_days"  # the system parameter
DEFAULT_KEEP_DAYS = 90
# A check brings some sixty findings with it: a thousand at once is a second's work.
BATCH = 1000

_LAST_OF_ITS_KIND = """
    SELECT id FROM (
        SELECT id, verdict,
               lead(verdict) OVER (PARTITION BY target_id ORDER BY id) AS next
          FROM proxy_health_check WHERE state = %s
    ) AS history WHERE next IS DISTINCT FROM verdict
"""
_OUTLIVED = """
    SELECT id FROM proxy_health_check
     WHERE create_date < %s AND state NOT IN %s AND id NOT IN (%s)
     ORDER BY id LIMIT %s
"""


def keep_days(env):
    """Return for how many days checks are kept."""
    parameter = env["ir.config_parameter"].sudo().get_param(KEEP_DAYS)
    return int(parameter) if (parameter or "").isdigit() else DEFAULT_KEEP_DAYS


def outlived(env):
    """Return the ids of a batch of old checks, which may go.

    The last check before each change of verdict is not among them: it is kept for ever.
    """
    old = fields.Datetime.now() - timedelta(days=keep_days(env))
    last_of_its_kind = SQL(_LAST_OF_ITS_KIND, DONE)
    query = SQL(_OUTLIVED, old, (QUEUED, RUNNING), last_of_its_kind, BATCH)
    return [check_id for (check_id,) in env.execute_query(query)]

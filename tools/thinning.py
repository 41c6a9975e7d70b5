"""What is kept of older checks: the verdict, what failed, the round trip, what changed.

A whole check takes some 15 kB in the database, a thinned one half a kilobyte.
"""

import logging

from odoo import fields
from odoo.tools import SQL

from ..proxycheck.words import Depth, Verdict
from .jsonable import storable
from .words import DONE, QUEUED, RUNNING

_logger = logging.getLogger(__name__)

# The last checks of an address keep everything: a day of hourly ones, and 24 * 15 kB are
# an eighth of what a quarter may take (3 MB).
KEEP_WHOLE = 24
# A hundred take half a second, nearly all of it to read what they saw.
BATCH = 100
# What a thinned check still tells in its report, of what it was made from.
HEAD = ("odoo", "proxy", "roundtrip")

# A link that somebody was given shows what it showed when it was made.
_TOO_MANY = """
    SELECT old.id
      FROM proxy_health_target AS target
     CROSS JOIN LATERAL (
            SELECT id FROM proxy_health_check
             WHERE target_id = target.id AND state = %s
             ORDER BY id DESC OFFSET %s LIMIT 1
           ) AS first_whole
      JOIN proxy_health_check AS old
        ON old.target_id = target.id AND old.id < first_whole.id
     WHERE old.thinned IS NOT TRUE
       AND old.state NOT IN %s
       AND NOT EXISTS (
            SELECT FROM proxy_health_share
             WHERE check_id = old.id AND NOT COALESCE(revoked, false)
               AND expires_at > %s
           )
     ORDER BY old.id
     LIMIT %s
"""
# By hand, for to write would judge, compute and log it all anew.
_FORGET = """
    UPDATE proxy_health_check
       SET thinned = true, head = %s, observations = NULL, browser_observations = NULL,
           odoo = NULL, passed = NULL, monitored = NULL,
           fingerprint = CASE WHEN depth = %s THEN fingerprint END
     WHERE id = %s
"""
_FORGET_FINDINGS = """
    DELETE FROM proxy_health_finding WHERE check_id = ANY(%s) AND verdict <> %s
"""


def thin(env):
    """Thin a batch of the checks that are no longer among the newest of their address.

    Return whether there may be more of them. What measured timeouts keeps the
    fingerprint, for later checks tell of it.
    """
    env.flush_all()
    newest = SQL(
        _TOO_MANY, DONE, KEEP_WHOLE - 1, (QUEUED, RUNNING), fields.Datetime.now(), BATCH
    )
    ids = [check_id for (check_id,) in env.execute_query(newest)]
    for check in env["proxy.health.check"].browse(ids):
        # By itself: to fetch what a hundred checks saw would take megabytes.
        head = fields.Json().convert_to_column(_head(check.with_prefetch()), check)
        env.execute_query(SQL(_FORGET, head, Depth.FULL.value, check.id))
    env.execute_query(SQL(_FORGET_FINDINGS, ids, Verdict.FAILED.value))
    env.invalidate_all()
    return len(ids) == BATCH


def sentence(env):
    """Return what a reader of a thinned check must know."""
    return env._(
        "This check is an older one. Kept are its verdict, what failed, the round trip "
        "and what changed; not kept is what passed, what could not be tested and what "
        "each probe saw."
    )


def _head(check):
    if check.state != DONE:
        return {}
    try:
        report = check.report
        return storable({name: report[name] for name in HEAD})
    except Exception:  # of another version, or damaged: it is forgotten all the same
        _logger.warning("Proxy check %s cannot be read", check.id, exc_info=True)
        return {}

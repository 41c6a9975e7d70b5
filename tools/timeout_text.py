"""What is known of the timeouts beside a check that did not measure them itself."""

from datetime import timedelta

from odoo.tools import SQL, format_date

from ..proxycheck.report.fingerprint import TIMEOUT_OF, same_proxy
from ..proxycheck.words import Depth
from .words import DONE

# What could not measure the timeouts is likely to fail again, and takes two minutes.
TRIED = timedelta(days=1)

_MEASURING = """
    SELECT told.id,
           (SELECT id FROM proxy_health_check
             WHERE target_id = told.target_id AND base_url = told.base_url
               AND state = %s AND depth = %s AND id <= told.id
             ORDER BY id DESC LIMIT 1)
      FROM proxy_health_check AS told WHERE told.id = ANY(%s)
"""


def measuring(checks):
    """Return the newest full check of the same address up to each check, or none, by id.

    By one query, and an index: a list asks for eighty addresses.
    """
    checks.flush_model(["target_id", "base_url", "state", "depth"])
    query = SQL(_MEASURING, DONE, Depth.FULL.value, checks.ids)
    full = dict(checks.env.execute_query(query))
    found = {one.id: one for one in checks.browse(set(filter(None, full.values())))}
    return {
        one.id: found.get(full.get(one._origin.id), checks.browse()) for one in checks
    }


def is_known(measuring, marks):
    """Say whether the newest full check measured this very proxy's timeouts.

    One that could not is not repeated before `TRIED` is over. Arguments as for
    `sentence`.
    """
    known = (measuring and measuring.fingerprint) or {}
    if not measuring or not same_proxy(known, marks or {}):
        return False
    measured = any(mark.startswith(TIMEOUT_OF) for mark in known)
    now = measuring.env.cr.now()
    return measured or now - measuring.started_at < TRIED


def sentence(env, measuring, marks):
    """Return whether a full check measured this proxy's timeouts, when, and the result.

    ``measuring``: the newest full check, or none; ``marks``: the fingerprint of the
    proxy as it is now.
    """
    known = measuring.fingerprint or {}
    measured = [
        f"{mark} {value}"
        for mark, value in known.items()
        if mark.startswith(TIMEOUT_OF)
    ]
    if not measured:
        return env._("Timeouts: not measured yet.")
    if not same_proxy(known, marks or {}):
        return env._("Timeouts: not measured since the proxy changed.")
    return env._(
        "Timeouts: %(measured)s, measured on %(day)s.",
        measured=", ".join(measured),
        day=format_date(env, measuring.started_at),
    )

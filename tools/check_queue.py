"""The queue of checks: the scheduled action runs what is in it.

A request that probes its own site waits for another worker, so what people press is
queued. The database holds one queued check of an address and depth, whoever asks.
"""

from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .words import QUEUED, RUNNING

# Clicks this close together mean one check, also when it has begun meanwhile.
ONE_CLICK = timedelta(seconds=2)


def ask(target, depth, then):
    """Have the cron worker run a check as soon as this is committed.

    Return what ``then`` makes of the check: of the one that waits already where somebody
    has asked for the same.
    """
    _checks(target).check_access("read")  # which only managers may
    _wake_cron(target.env)
    check = _waiting(target, depth)
    # Somebody waits for it now. sudo: nobody writes checks but the addon itself.
    check.filtered("scheduled").sudo().scheduled = False
    check = check or put(target, depth)
    if check:
        return then(check)
    # Another request has just queued it, which this transaction began too early to see.
    # To wait for a better one, as Odoo does, would occupy a worker.
    with target.env.registry.cursor() as cr:
        checks = _checks(target.with_env(target.env(cr=cr)))
        return then(checks.search(_like(target, depth), limit=1))


def put(target, depth, **values):
    """Return a new queued check; none where somebody else has just queued one."""
    checks = _checks(target)
    like = {"target_id": target.id, "depth": depth, "state": QUEUED, **values}
    try:
        # That somebody was faster is no error for the log.
        with target.env.cr.savepoint(), mute_logger("odoo.sql_db"):
            return checks.sudo().create(like).with_env(checks.env)
    except UniqueViolation:
        return checks.browse()


def _waiting(target, depth):
    """Return the check that whoever asks for one now means, or none."""
    just_now = target.env.cr.now() - ONE_CLICK
    running = ["&", ("state", "=", RUNNING), ("create_date", ">", just_now)]
    queued_or_running = ["|", ("state", "=", QUEUED), *running]
    return _checks(target).search([*_like(target, depth), *queued_or_running], limit=1)


def _checks(target):
    return target.env["proxy.health.check"]


def _like(target, depth):
    return [("target_id", "=", target.id), ("depth", "=", depth)]


def _wake_cron(env):
    cron = env.ref("proxy_health.ir_cron_run").sudo()
    if not cron._trigger():
        raise UserError(
            env._(
                "Nothing would run this check: the scheduled action “%(name)s” is "
                "switched off. Switch it on under Settings, Technical, Scheduled "
                "Actions.",
                name=cron.name,
            )
        )

"""One pass of the scheduled action: all that is due or was asked for, in its time."""

import logging
import time
from functools import partial

from .. import compat
from ..proxycheck.words import Depth
from . import instance, thinning
from .words import INTERRUPTED, QUEUED, RUNNING

_logger = logging.getLogger(__name__)

# Odoo's other scheduled actions wait for this one: no check begins after a minute, so
# that with a full check (110 s) at its end a pass takes less than three.
PASS_SECONDS = 60
# What a quick check may take (12 s), and to be stored on a slow machine (10 s).
QUICK_SECONDS = 22
# Old checks are thinned in batches of half a second, after what people wait for.
THINNING_SECONDS = 5
# A check that begins so early is the first of its pass: somebody has to be.
FIRST_SECONDS = 3


def run(checks):
    """Run what is due or queued, people's own before the rest; then thin old checks.

    What does not fit into this pass stays queued, and the next one begins at once.
    ``checks``: the model, in the environment of the scheduled action.
    """
    checks = compat.with_beginning(checks)
    env = checks.env
    # Two hundred addresses take a while, and whoever edits one meanwhile comes first.
    compat.retrying(partial(_prepare, checks), env)
    all_ran = _run_queued(checks)
    if _thin(env) or not all_ran:
        _begin_next_pass(env)


def _prepare(checks):
    """End mutes, close what was killed, and queue what is due."""
    follow_ended_mutes(checks.env)
    _close_interrupted(checks)
    checks.env["proxy.health.target"]._queue_due()


def _run_queued(checks):
    """Run what is queued, one commit a check; return False when there was no more time."""
    commit_progress = checks.env["ir.cron"]._commit_progress
    tried = checks.browse()
    commit_progress(remaining=checks.search_count(_queued_but(tried)))
    while check := checks.search(_queued_but(tried), order="scheduled, id", limit=1):
        seconds = seconds_left(checks.env)
        if not _has_time_for(check, seconds):
            return False
        check.with_context(**{instance.SECONDS_LEFT: seconds})._run(commit=True)
        tried += check
        commit_progress(1)
    return True


def _thin(env):
    """Thin old checks for a while, one commit a batch; return whether there may be more."""
    end, more = time.monotonic() + THINNING_SECONDS, True
    try:
        while more and time.monotonic() < end:
            more = compat.retrying(partial(thinning.thin, env), env)
        return more
    except Exception:  # which must not keep checks from running
        env.cr.rollback()
        _logger.exception("Old checks could not be thinned")
        return False


def _begin_next_pass(env):
    """Wake the scheduler up, once Odoo's other actions had their turn.

    Odoo would call this action again within the same patience, and then sleep for up to
    a minute: it notifies nobody of work that is left (`ir.cron._reschedule_asap`).
    """
    env["ir.cron"]._commit_progress(remaining=0)
    env.ref("proxy_health.ir_cron_run").sudo()._trigger()


def follow_ended_mutes(env):
    """Decide anew where a mute's last day has passed: nobody wrote anything then."""
    targets = env["proxy.health.target"].with_context(active_test=False)
    try:
        with env.cr.savepoint():
            targets.search([("mute_ids.until", "!=", False)])._follow_mutes()
    except Exception:  # which must not keep checks from running
        _logger.exception("The end of a mute could not be told")


def seconds_spent(env):
    """Return for how many seconds this pass of the scheduled action has run."""
    began = compat.pass_began(env)
    return time.monotonic() - began if began is not None else 0


def seconds_left(env):
    """Return for how many seconds this worker is sure to live, 0 for ever."""
    limit = instance.time_limit()
    if not limit or compat.report_alive():
        return limit
    # At least one: even where nothing is sure, the first check of a pass is tried.
    return max(limit - compat.LONGEST_SLEEP - seconds_spent(env), 1)


def _has_time_for(check, seconds):
    """Say whether this check still fits into this pass, and into a worker's life.

    ``seconds``: how long the worker lives, as `seconds_left` says.
    """
    spent = seconds_spent(check.env)
    if not spent < PASS_SECONDS:
        return False
    full = check.depth == Depth.FULL.value
    needed = instance.time_limit() if full else QUICK_SECONDS
    return not seconds or seconds >= needed or spent < FIRST_SECONDS


def _queued_but(tried):
    return [("state", "=", QUEUED), ("id", "not in", tried.ids)]


def _close_interrupted(checks):
    # Only the scheduled action commits this state and it never runs twice at once:
    # whoever left a check in it is dead.
    killed = checks.env._("The process that ran this check was killed.")
    running = checks.search([("state", "=", RUNNING)])
    running.write({"state": INTERRUPTED, "because": killed})

"""What monitors are told: one sample of each watched address, by one query.

Monitors ask every few seconds: what the ORM would fetch besides costs as much again.
"""

from dataclasses import replace
from datetime import timezone
from operator import itemgetter

from odoo.tools import SQL

from ..proxycheck.report import monitor
from .words import DONE

# Seconds after which a check says nothing of today. Who checks by hand looks again after
# a day; a schedule may miss one check (a restart, a long upgrade) and starts up to five
# minutes late, and a full check takes over two.
STALE_BY_HAND = 24 * 3600
STALE_INTERVALS = 2
LATENESS = 10 * 60

_WATCHED = """
    SELECT target.address, target.every_minutes, target.create_date,
           newest.id, newest.monitored
      FROM proxy_health_target AS target
      LEFT JOIN LATERAL (
            SELECT id, monitored FROM proxy_health_check
             WHERE target_id = target.id AND state = %s
             ORDER BY id DESC LIMIT 1
           ) AS newest ON true
     WHERE target.active
     ORDER BY target.id
"""


def of_all(env, own):
    """Return the engine's `Sample` of each watched address, one an address.

    ``own`` is this Odoo's address. Where web.base.url became another target's address,
    two could speak for it: the one that was typed in goes first, then the one that was
    checked last.
    """
    samples = {}
    for is_typed, one in _of_targets(env, own):
        rank = (is_typed, one.checked_at)
        both = [(rank, one), *samples.get(one.target, ())]
        samples[one.target] = [max(both, key=itemgetter(0))]
    return [one for [(_rank, one)] in samples.values()]


def _of_targets(env, own):
    """Yield each watched target's sample, and whether its address was typed in."""
    env.flush_all()
    rows = env.execute_query(SQL(_WATCHED, DONE))
    watched = {address or own for address, *_rest in rows}
    for typed, every_minutes, since, *newest in rows:
        address = typed or own
        one = _of_check(env, *newest)
        if one.target != address and (not one.target or one.target in watched):
            # Never checked, or only at an address that is another target's by now.
            one = monitor.Sample(address)
        yield (
            bool(typed),
            replace(
                one,
                stale_after=_stale_after(every_minutes),
                watched_since=since.replace(tzinfo=timezone.utc).timestamp(),
            ),
        )


def _of_check(env, check_id, monitored):
    """Return what is told of a check; a sample of nothing where there is none."""
    if check_id and not monitored:
        # A check from before this was stored is read whole.
        check = env["proxy.health.check"].browse(check_id)
        monitored = check._told_to_monitors()
    return monitor.Sample.from_dict(monitored or {"target": ""})


def _stale_after(every_minutes):
    """Return after how many seconds a check says nothing of today."""
    if not every_minutes:
        return STALE_BY_HAND
    return every_minutes * 60 * STALE_INTERVALS + LATENESS

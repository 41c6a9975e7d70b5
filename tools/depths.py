"""Which of the scheduled checks are full ones, that measure timeouts.

Timeouts hardly ever change, and measuring them takes two minutes: once a night is
enough. Sooner is needed what nobody knows yet, or what is known to be wrong: a quick
check can neither find a timeout nor see that it was fixed.
"""

from datetime import timedelta, timezone

from odoo import fields

from ..proxycheck import registry
from ..proxycheck.words import Depth, Vantage
from .words import DONE, INTERRUPTED

# When a full check disturbs nobody: it keeps a cron worker for two minutes.
NIGHT_HOUR = 2

ALWAYS, NIGHTLY, NEEDED = "always", "nightly", "needed"


def due(target, moment):
    """Return how deep the check of a target that is due at this moment looks."""
    if not target._last_check([("state", "=", DONE)]):
        return Depth.QUICK  # whoever entered the address is told within seconds
    full = target.full_check == ALWAYS or _needs_full(target, moment)
    return Depth.FULL if full else Depth.QUICK


def measured_by_waiting():
    """Return the codes of the rules that a quick check can say nothing about."""
    waiting = {
        probe.name
        for probe in registry.probes().values()
        if probe.depth is Depth.FULL and not probe.on_request
    }
    return [
        code
        for code, rule in registry.rules().items()
        if not any(_from_a_browser(need) for need in rule.needs)
        and any(need.probe in waiting for need in rule.needs)
    ]


def _from_a_browser(need):
    return need.vantage is Vantage.BROWSER and not need.optional


def _needs_full(target, moment):
    # One that was interrupted is tried again at night, not every hour.
    tried = target._last_check(
        [("depth", "=", Depth.FULL.value), ("state", "in", (DONE, INTERRUPTED))]
    ).started_at
    if not tried or (target.changed_at and tried < target.changed_at):
        return True
    if target.full_check == NIGHTLY and tried < _night_before(target, moment):
        return True
    return bool(_failing_timeouts(target))


def _failing_timeouts(target):
    """Return the alerts, told or about to be, that only a full check can close."""
    return target.env["proxy.health.alert"].search(
        [
            ("target_id", "=", target._origin.id),
            ("code", "in", measured_by_waiting()),
            ("failing_since", "!=", False),
        ],
    )


def _night_before(target, moment):
    """Return when the last night before a moment began, where its people live."""
    zone = target.user_ids.filtered("tz")[:1].tz or "UTC"
    local = fields.Datetime.context_timestamp(target.with_context(tz=zone), moment)
    night = local.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    if night > local:
        night -= timedelta(days=1)
    return night.astimezone(timezone.utc).replace(tzinfo=None)

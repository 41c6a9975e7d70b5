"""What the check page is told of the engine: probes, their order, and who needs them."""

from collections import defaultdict

from odoo import fields
from odoo.exceptions import ValidationError

from ..proxycheck import registry
from ..proxycheck.errors import BadAddress
from ..proxycheck.report import paste, proxy_table
from ..proxycheck.subjects import SUBJECTS, verdict_sentence
from ..proxycheck.target import Target
from ..proxycheck.untested import HOWS
from ..proxycheck.words import CheckVerdict, Depth, Severity
from . import depths, observed, timeout_text
from .words import DONE, QUEUED, RUNNING

# What of a ticket a browser needs; Odoo's settings stay on the server.
_OF_TICKET = ("token", "proof", "channel", "bus_last_id")
# A result of so many seconds ago does not look current: two of the hourly checks.
OLD_AFTER_SECONDS = 2 * 3600


def payload(check):
    """Return a check as the page shows it, but for how far it is (``progress``).

    ``{"id", "base_url", "depth", "plan", "mutes", "titles", "groups", "scheduled",
    "asked_by", "old_after_s", "before"}``. ``before``: the check whose results stand
    while this one runs, or False.
    """
    return {
        "id": check.id,
        "base_url": check._address(),
        "depth": check.depth,
        "plan": _plan(check.depth),
        "mutes": {mute.code: mute._shown() for mute in check.target_id.mute_ids},
        "titles": check.env["proxy.health.finding"]._in_order(),
        "groups": _groups(check.env),
        "scheduled": check.scheduled,
        "asked_by": "" if check.scheduled else check.create_uid.name,
        "old_after_s": OLD_AFTER_SECONDS,
        "before": _standing(check).id,
    }


def progress(check):
    """Return how far a check is, and its results once it is done."""
    seen = [*(check.observations or []), *(check.browser_observations or [])]
    return {
        "state": check.state,
        "because": check.because or "",
        "verdict": check.verdict or None,
        "timeouts": check.timeouts or "",
        "observations": [observed.drawn(row) for row in seen],
        "report": check.report or None,
        **(_results(check) if check.report else {}),
    }


def _results(check):
    """Return what the page says of a report: the verdict in words, and what heals it."""
    translate = check.env["proxy.health.finding"]._translate
    rows = check.report["findings"]
    return {
        "sentence": translate(verdict_sentence(check.report)),
        "measures_next": _measures_next(check),
        "fixes": {row["code"]: paste.fix_of(row, translate) for row in rows},
        "all_fixes": paste.all_fixes(rows, translate),
        "table": proxy_table.table(check.report, translate),
        "hows": {translate(why): translate(how) for why, how in HOWS.items()},
    }


def _measures_next(check):
    """Say whether timeouts are to be measured: unknown, or known to be too short."""
    if check.verdict == CheckVerdict.UNREACHABLE.value:
        return False
    full = timeout_text.measuring(check)[check.id]
    return not timeout_text.is_known(full, check.fingerprint) or _cuts(full)


def _cuts(full):
    """Say whether a full check found a timeout too short: only another one clears it."""
    serious = full.failed_ids.filtered(lambda row: row.severity != Severity.INFO)
    return bool(set(serious.mapped("code")) & set(depths.measured_by_waiting()))


def _groups(env):
    """Return the subjects, in their order: ``[{"title", "codes"}]``."""
    codes = defaultdict(list)
    for code, rule in registry.rules().items():
        codes[rule.subject].append(code)
    translate = env["proxy.health.finding"]._translate
    return [
        {"title": translate(title), "codes": codes[subject]}
        for subject, title in SUBJECTS.items()
    ]


def _standing(check):
    """Return the check whose results are shown while this full one measures on."""
    if check.state not in (QUEUED, RUNNING) or check.depth != Depth.FULL.value:
        return check.browse()
    domain = [("state", "=", DONE), ("id", "<", check.id)]
    return check.target_id._last_check(domain)


def browser_ticket(env, issued):
    """Return of an issued ticket what a browser gets, with its text of a time that is up."""
    return {
        **{name: issued[name] for name in _OF_TICKET},
        "websocket_version": issued["odoo"]["websocket_version"],
        "time_up": env._("The time for this measurement was up."),
    }


def browser_rows(check, origin):
    """Return what a browser at ``origin`` shall measure.

    ``[{"id", "params", "seconds", "turn", "skip"}]``: the probes of the check's depth.
    ``skip`` says why one would tell nothing there.
    """
    elsewhere = _why_elsewhere(check, origin)
    return [
        {
            "id": probe.name,
            "params": {**probe.params, "base_url": check._address()},
            "seconds": probe.seconds,
            "turn": _turn(probe),
            "skip": "" if probe.anywhere else elsewhere,
        }
        for probe in registry.browser_probes().values()
        if _looks_at(probe, check.depth)
    ]


def last_day(env, until):
    """Return the last day of a mute, False for none; raise ValidationError if past."""
    try:
        day = fields.Date.to_date(until or False) or False
    except (TypeError, ValueError):
        day = fields.Date.to_date("1970-01-01")
    if day and day < fields.Date.today():
        raise ValidationError(
            env._("The last day of a mute is today or later, as 2026-01-31.")
        )
    return day


def _why_elsewhere(check, origin):
    """Say why a browser at ``origin`` tells nothing of the address, or nothing."""
    if _is_same_address(origin, check._address()):
        return ""
    return check.env._(
        "This page is open at %(origin)s, not at the address that is checked.",
        origin=str(origin)[:200],
    )


def _is_same_address(one, other):
    try:
        return Target(one).base_url == Target(other).base_url
    except BadAddress:
        return False  # about:blank and the like


def _plan(depth):
    """Return what a check of this depth measures: ``[{"probe", "vantage", "seconds"}]``."""
    known = [*registry.probes().values(), *registry.browser_probes().values()]
    return [
        {"probe": probe.name, "vantage": vantage.value, "seconds": _waits(probe)}
        for probe in known
        for vantage in probe.vantages
        if _looks_at(probe, depth) and _is_asked(probe)
    ]


def _looks_at(probe, depth):
    return probe.depth.value in (Depth.QUICK.value, depth)


def _is_asked(probe):
    """Whether the addon's own check asks it: not on request, not of a stranger's Odoo."""
    return not (
        getattr(probe, "on_request", False) or getattr(probe, "stranger", False)
    )


def _waits(probe):
    """Return how long a probe waits on purpose; patience is no purpose."""
    return probe.seconds if probe.depth is Depth.FULL else 0


def _turn(probe):
    """Return when a browser runs a probe: first, after those, or beside all."""
    if probe.depth is Depth.FULL:
        return "aside"
    return "last" if probe.last else "first"

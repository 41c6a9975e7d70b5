"""What the check page is told of the engine: probes, their order, and who needs them."""

from odoo import fields
from odoo.exceptions import ValidationError

from ..proxycheck import registry, report
from ..proxycheck.judge import judging
from ..proxycheck.target import BadAddress, Target
from ..proxycheck.words import PUBLIC, Depth, Vantage, Verdict

# What of a ticket a browser needs; Odoo's settings stay on the server.
_OF_TICKET = ("token", "proof", "channel", "bus_last_id")


def payload(check):
    """Return a check as the page shows it, but for how far it is (``progress``).

    ``{"id", "base_url", "depth", "plan", "mutes", "titles"}``
    """
    return {
        "id": check.id,
        "base_url": check._address(),
        "depth": check.depth,
        "plan": _plan(check.depth),
        "mutes": {mute.code: mute._shown() for mute in check.target_id.mute_ids},
        "titles": check.env["proxy.health.finding"]._in_order(),
    }


def browser_ticket(env, issued):
    """Return of an issued ticket what a browser gets, with its text of a time that is up."""
    return {
        **{name: issued[name] for name in _OF_TICKET},
        "websocket_version": issued["odoo"]["websocket_version"],
        "time_up": env._("The time for this measurement was up."),
    }


def browser_rows(check, origin, code=None):
    """Return what a browser at ``origin`` shall measure.

    ``[{"id", "params", "seconds", "turn", "skip"}]``: the probes of the check's depth, or
    those that the rule ``code`` needs. ``skip`` says why one would tell nothing there.
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
        for probe in _of_browser(check.depth, code)
    ]


def retested(target, finding):
    """Return the answer to a retest: ``{"verdict", "because", "finding"}``.

    ``finding``: the engine's, or None where the rule said nothing.
    """
    if finding is None:  # another cause explains it
        return _answer(target.env, Verdict.UNKNOWN, because=judging.NOT_LOOKED)
    if finding.verdict is not Verdict.FAILED:
        return _answer(target.env, finding.verdict, because=finding.because)
    translate = target.env["proxy.health.finding"]._translate
    row = report.finding_row(finding, target._muted(), translate)
    return _answer(target.env, finding.verdict, finding=row)


def needs_full_check(env):
    """Return the answer to a retest that would have to wait as a full check does."""
    return _answer(env, Verdict.UNKNOWN, because=judging.FULL_ONLY)


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


def needs_of(code):
    """Return the keys of what a rule needs, with the echo that proves this Odoo."""
    needs = registry.rules()[code].needs
    keys = {need.key(vantage) for need in needs for vantage in PUBLIC}
    proofs = {f"{key.partition('.')[0]}.echo" for key in keys}
    return keys | proofs | {"direct.odoo"}


def needs_waiting(code):
    """Say whether only a full check measures what a rule needs."""
    names = {key.partition(".")[2] for key in needs_of(code)}
    probes = registry.probes()
    return any(probes[name].depth is Depth.FULL for name in names & set(probes))


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


def _answer(env, verdict, because="", finding=None):
    text = because and env["proxy.health.finding"]._translate(because)
    return {"verdict": verdict.value, "because": text, "finding": finding}


def _plan(depth):
    """Return what a check of this depth measures: ``[{"probe", "vantage", "seconds"}]``."""
    known = [*registry.probes().values(), *registry.browser_probes().values()]
    return [
        {"probe": probe.name, "vantage": vantage.value, "seconds": _waits(probe)}
        for probe in known
        for vantage in probe.vantages
        if _looks_at(probe, depth) and not getattr(probe, "on_request", False)
    ]


def _of_browser(depth, code):
    known = registry.browser_probes().values()
    if not code:
        return [probe for probe in known if _looks_at(probe, depth)]
    wanted = needs_of(code)
    return [probe for probe in known if f"{Vantage.BROWSER}.{probe.name}" in wanted]


def _looks_at(probe, depth):
    return probe.depth.value in (Depth.QUICK.value, depth)


def _waits(probe):
    """Return how long a probe waits on purpose; patience is no purpose."""
    return probe.seconds if probe.depth is Depth.FULL else 0


def _turn(probe):
    """Return when a browser runs a probe: first, after those, or beside all."""
    if probe.depth is Depth.FULL:
        return "aside"
    return "last" if probe.last else "first"

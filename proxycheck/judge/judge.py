"""Lets every rule judge what was seen. Nothing here looks at anything: no I/O."""

import logging

from ..era import era_of
from ..observation import latest
from ..registry import probes, rules
from ..words import PUBLIC, Severity, Vantage, Verdict
from .eras import concerns_era
from .facts import Facts
from .found import accusation_of, finding_of, has
from .ladders import silenced
from .message import Message
from .reasons import NO_ANSWER, NO_ODOO, NOT_OURS, UNPROVEN
from .rule import NOTHING
from .unknown import why_missing

_logger = logging.getLogger(__name__)

#: RFC 6585, Too Many Requests.
LIMITED = 429


def judge(observations):
    """Return one `Finding` for every rule; consequences of a found cause are left out.

    So are rules about the real time of another era than this Odoo's.
    """
    seen = latest(observations)
    judged = [rule for rule in rules().values() if concerns_era(rule, era_of(seen))]
    findings = [_judge_one(rule, seen) for rule in judged]
    failed = [f for f in findings if f.verdict is Verdict.FAILED]
    quiet = silenced(failed, rules()) | _last_resorts(failed)
    return [
        f for f in findings if f.verdict is not Verdict.FAILED or f.code not in quiet
    ]


def _last_resorts(failed):
    """The last resorts, where anything else is critical."""
    resorts = {f.code for f in failed if rules()[f.code].last_resort}
    named = any(
        f.severity is Severity.CRITICAL for f in failed if f.code not in resorts
    )
    return resorts if named else set()


def _judge_one(rule, seen):
    """Judge from each vantage through the proxy (once, where the rule names its own)."""
    if rule.outside and without_ticket(seen):
        if not met_odoo(seen):
            return finding_of(rule, Verdict.UNKNOWN, because=NO_ODOO)
        rule = rule.outside
    opinions = [_opinion(rule, seen, vantage) for vantage in _vantages(rule, seen)]
    for verdict in (Verdict.FAILED, Verdict.CRASHED, Verdict.PASSED):
        agreeing = [o for o in opinions if o.verdict is verdict]
        if agreeing:
            return _merged(agreeing)
    return opinions[0]


def without_ticket(seen):
    """Whether the check was made from outside: nobody could prove to be this Odoo."""
    echo = seen.get(f"{Vantage.SERVER}.echo")
    return bool(echo and echo.seen and echo.facts.get("proven", False) is None)


def met_odoo(seen):
    """Whether an Odoo, whichever, answered at the public address."""
    key = f"{Vantage.SERVER}.version"
    return has(seen, key) and seen[key].facts.get("odoo") is True


def _vantages(rule, seen):
    """Those that saw any of what the rule needs: to one that saw nothing all is missing."""
    if not rule.through_proxy:
        return (None,)
    anywhere = [need for need in rule.needs if need.vantage is None]
    looked = [
        vantage
        for vantage in PUBLIC
        if any(has(seen, need.key(vantage)) for need in anywhere)
    ]
    return looked or PUBLIC


def _merged(opinions):
    first = opinions[0]
    first.evidence = [row for opinion in opinions for row in opinion.evidence]
    return first


def _opinion(rule, seen, vantage):
    """Return the rule's finding from one vantage."""
    keys = {need: need.key(vantage) for need in rule.needs}
    missing = _missing(rule, keys, seen)
    if missing:
        return finding_of(rule, Verdict.UNKNOWN, because=why_missing(seen, missing))
    if not rule.of_anybody and not _ours(rule, seen, vantage):
        because = UNPROVEN if without_ticket(seen) else NOT_OURS
        return finding_of(rule, Verdict.UNKNOWN, because=because)
    facts = {
        need: Facts(seen[key].facts) if has(seen, key) else NOTHING
        for need, key in keys.items()
    }
    try:
        found = rule.check(**{need.name: one for need, one in facts.items()})
        if isinstance(found, Message):
            return finding_of(rule, Verdict.UNKNOWN, because=found.text)
        if found:
            return accusation_of(rule, found, keys, seen)
    except Exception as error:  # noqa: BLE001 - one rule's crash must not cost the report
        _logger.exception("rule %s failed", rule.code)
        return finding_of(rule, Verdict.CRASHED, because=repr(error)[:200])
    return _cleared(rule, facts)


def _cleared(rule, facts):
    because = _not_cleared(rule, facts)
    verdict = Verdict.UNKNOWN if because else Verdict.PASSED
    return finding_of(rule, verdict, because=because)


def _missing(rule, keys, seen):
    """The key of a probe without which the rule cannot judge, or None."""
    wanted = [key for need, key in keys.items() if not need.optional]
    others = [key for need, key in keys.items() if need.name in rule.one_of]
    if others and not any(has(seen, key) for key in others):
        wanted.append(others[0])
    return next((key for key in wanted if not has(seen, key)), None)


def _not_cleared(rule, facts):
    """Why a rule that found nothing has cleared nobody either; empty when it has."""
    needed = {need: one for need, one in facts.items() if not need.optional}
    if any(_unheard(one) for one in needed.values()):
        return NO_ANSWER
    unproven = any(_proves(need) and not one.proven for need, one in needed.items())
    unproven &= not any(one for need, one in facts.items() if _by_account(need))
    return NOT_OURS if unproven and not rule.of_anybody else ""


def _unheard(facts):
    """Whether this probe's question went without an answer, which clears nobody.

    Neither does a refusal because of the rate: what is behind was never asked.
    """
    return facts.text("outcome") not in ("", "answered") or facts.status == LIMITED


def _proves(need):
    probe = probes().get(need.probe)
    return bool(probe and probe.clears_if_proven)


def _by_account(need):
    """Whether somebody who has signed in makes this measurement."""
    probe = probes().get(need.probe)
    return bool(probe and probe.account)


def _ours(rule, seen, vantage):
    """Whether this Odoo proved itself to every public vantage that the rule looks from."""
    if _signed_in(rule, seen):
        return True  # whoever signs in somewhere says which Odoo is meant
    named = [vantage] if vantage else [need.vantage for need in rule.needs]
    echoes = [probe.name for probe in probes().values() if probe.proves]
    return all(
        any(
            has(seen, f"{one}.{echo}") and Facts(seen[f"{one}.{echo}"].facts).proven
            for echo in echoes
        )
        for one in named
        if one in PUBLIC
    )


def _signed_in(rule, seen):
    """Whether the rule judges by what somebody saw who signed in."""
    asked = [need for need in rule.needs if _by_account(need)]
    return any(has(seen, need.key(Vantage.SERVER)) for need in asked)

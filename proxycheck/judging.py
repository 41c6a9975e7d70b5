"""Lets every rule judge what was seen, and silences what a cause explains."""

import logging

from .facts import Facts
from .finding import Finding
from .observation import latest, one_line
from .registry import browser_probes, probes, rules
from .rule import _lt
from .words import PUBLIC, Depth, Severity, Vantage, Verdict

_logger = logging.getLogger(__name__)

#: Echoes without whose proof a rule that needs them has seen nothing of this Odoo.
PROVING = {"echo", "echo_forged", "echo_web"}
ECHOES = ("echo", "echo_web", "echo_websocket", "echo_longpolling")
NOT_OURS = _lt(
    "The answers did not come from this Odoo, so nothing else was judged by them."
)
NO_ANSWER = _lt("A probe that this rests on got no answer.")
NOT_LOOKED = _lt("This was not looked at in this check.")
FULL_ONLY = _lt("Only a full check measures this: it has to wait for it.")
BROWSER_ONLY = _lt("Only a check from a browser can see this.")
ON_REQUEST = _lt(
    "This is measured on request only, because it occupies one of Odoo's workers."
)


def judge(observations):
    """Return one `Finding` for every rule; consequences of a found cause are left out."""
    seen = latest(observations)
    findings = [_judge_one(rule, seen) for rule in rules().values()]
    explained = _explained([f for f in findings if f.verdict is Verdict.FAILED])
    return [
        f for f in findings if not (f.verdict is Verdict.FAILED and f.code in explained)
    ]


def _explained(failed):
    """The codes of failed findings that are mere consequences of others."""
    explained = {code for finding in failed for code in rules()[finding.code].explains}
    resorts = {f.code for f in failed if rules()[f.code].last_resort}
    if any(f.severity is Severity.CRITICAL for f in failed if f.code not in resorts):
        explained |= resorts
    return explained


def _judge_one(rule, seen):
    """Judge from each public vantage (once, where the rule names its vantages itself)."""
    opinions = [_opinion(rule, seen, vantage) for vantage in _vantages(rule, seen)]
    for verdict in (Verdict.FAILED, Verdict.CRASHED, Verdict.PASSED):
        agreeing = [o for o in opinions if o.verdict is verdict]
        if agreeing:
            return _merged(agreeing)
    return opinions[0]


def _vantages(rule, seen):
    """Those that saw any of what the rule needs: to one that saw nothing all is missing."""
    if not rule.public_needs:
        return (None,)
    looked = [v for v in PUBLIC if _looked(rule, seen, v)]
    return looked or PUBLIC


def _looked(rule, seen, vantage):
    return any(_has(seen, _key(need, vantage)) for need in rule.public_needs)


def _merged(opinions):
    first = opinions[0]
    first.evidence = [row for opinion in opinions for row in opinion.evidence]
    return first


def _opinion(rule, seen, vantage):
    """Return the rule's finding from one vantage."""
    keys = [_key(need, vantage) for need in rule.needs]
    missing = next(
        (k for k in keys if not _has(seen, k) and not k.startswith("?")), None
    )
    if missing:
        return _finding(rule, Verdict.UNKNOWN, because=_why_missing(seen, missing))
    if not rule.stranger and not _ours(rule, seen, vantage):
        return _finding(rule, Verdict.UNKNOWN, because=NOT_OURS)
    facts = [
        Facts(seen[k.lstrip("?")].facts) if _has(seen, k) else Facts() for k in keys
    ]
    try:
        found = rule.check(*facts)
        if found:
            return _failed(rule, found, keys, seen)
        because = _not_cleared(rule, dict(zip(keys, facts, strict=False)))
        return _finding(
            rule, Verdict.UNKNOWN if because else Verdict.PASSED, because=because
        )
    except Exception as error:  # noqa: BLE001 - one rule's crash must not cost the report
        _logger.exception("rule %s failed", rule.code)
        return _finding(rule, Verdict.CRASHED, because=repr(error)[:200])


def _not_cleared(rule, facts):
    """Why a rule that found nothing has cleared nobody either; empty when it has."""
    needed = {key: row for key, row in facts.items() if not key.startswith("?")}
    if any(_unheard(row) for row in needed.values()):
        return NO_ANSWER
    unproven = any(
        k.partition(".")[2] in PROVING and not row.proven for k, row in needed.items()
    )
    return NOT_OURS if unproven and not rule.stranger else ""


def _unheard(facts):
    """Whether this probe's question went without an answer, which clears nobody."""
    return facts.text("outcome") not in ("", "answered")


def _key(need, vantage):
    optional, need = ("?", need[1:]) if need.startswith("?") else ("", need)
    return optional + (need if "." in need else f"{vantage}.{need}")


def _has(seen, key):
    observation = seen.get(key.lstrip("?"))
    return bool(observation and observation.seen)


def _ours(rule, seen, vantage):
    if vantage is None:
        vantages = {need.lstrip("?").partition(".")[0] for need in rule.needs}
        vantages = [v for v in PUBLIC if v.value in vantages]
    else:
        vantages = [vantage]
    return all(
        any(
            _has(seen, f"{v}.{echo}")
            and seen[f"{v}.{echo}"].facts.get("proven") is True
            for echo in ECHOES
        )
        for v in vantages
    )


def _why_missing(seen, key):
    observation = seen.get(key)
    if observation:
        return observation.because or NOT_LOOKED
    vantage, _dot, name = key.partition(".")
    probe = probes().get(name)
    if vantage == Vantage.BROWSER.value or probe is None and name in browser_probes():
        return BROWSER_ONLY
    if probe and probe.on_request:
        return ON_REQUEST
    return FULL_ONLY if probe and probe.depth is Depth.FULL else NOT_LOOKED


def _finding(rule, verdict, **more):
    return Finding(
        code=rule.code,
        verdict=verdict,
        severity=rule.severity,
        layer=rule.layer,
        directive=rule.directive,
        location=rule.location,
        **more,
    )


def _failed(rule, found, keys, seen):
    names = {
        need.lstrip("?").replace(".", "_"): key.lstrip("?")
        for need, key in zip(rule.needs, keys, strict=False)
    }
    rows = []
    for name, fact in found.facts.items():
        vantage, _dot, probe = names[name].partition(".")
        fact = one_line(fact[:500])
        rows.append({"probe": probe, "vantage": vantage, "fact": fact})
    finding = _finding(rule, Verdict.FAILED, evidence=rows)
    finding.values = {**_common_values(seen), **found.values}
    finding.severity = found.severity or rule.severity
    finding.directive = one_line(found.directive or rule.directive)
    finding.location = one_line(found.location or rule.location)
    finding.fix = found.fix
    return finding


def _common_values(seen):
    """What every text and fix may name: this instance's own ports and address."""
    odoo = Facts(seen["direct.odoo"].facts) if _has(seen, "direct.odoo") else Facts()
    http_port = odoo.number("http_port") or 8069
    gevent_port = odoo.number("gevent_port") or 8072
    echoes = [Facts(seen[f"{v}.echo"].facts) for v in PUBLIC if _has(seen, f"{v}.echo")]
    bases = filter(None, (echo.address("base") for echo in echoes))
    scheme, host, port = next(bases, ("http", "?", 80))
    return {
        "http_port": http_port,
        "gevent_port": gevent_port if odoo.number("workers") else http_port,
        "workers": odoo.number("workers"),
        "scheme": scheme,
        "host": host,
        "port": port,
        "web_base_url": odoo.text("web_base_url"),
    }

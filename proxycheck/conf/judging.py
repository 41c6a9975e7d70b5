"""Judges a configuration by itself: findings of the same rules as a check's, with their lines."""

import logging
from dataclasses import dataclass, field

from ..judge.finding import Finding
from ..judge.found import finding_of
from ..judge.ladders import Handshake, Poll, silenced
from ..judge.message import Message, fill, stored
from ..registry import rules
from ..report.build import failed_of
from ..words import Severity, Verdict
from . import shows  # noqa: F401 - which declares what files show
from .route import FILES, UNCLEAR
from .shown import SHOWS, UNKNOWN
from .tree import Node

_logger = logging.getLogger(__name__)
#: At a level that nobody is shown who did not ask: a hostile file is no news.
CRASHED = "reading a file for %s failed"


@dataclass(eq=False)
class Located:
    """A failed `Finding` and the node that has the mistake; `says` is about the file.

    `address` is the one of the site that has it, such as ``https://erp.example.com``.
    """

    finding: Finding
    at: Node
    says: Message
    address: str


@dataclass
class Judged:
    """What a file shows: `located` findings, codes that passed, codes that it does not tell."""

    located: list = field(default_factory=list)
    passed: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    sites: list = field(default_factory=list)

    @property
    def clear(self):
        """Whether there is a site of which the file tells that real time works, or not."""
        if any(_is_real_time(rules()[code]) for code in self.unknown):
            return False
        routes = [
            route
            for site in self.sites
            for route in (
                site.pages,
                site.poll if site.premises.polls else site.websocket,
            )
        ]
        return bool(routes) and not any(
            route.kind in (FILES, UNCLEAR) for route in routes
        )


def _is_real_time(rule):
    steps = any(isinstance(step, (Handshake, Poll)) for step in rule.concerns)
    return steps and rule.severity is Severity.CRITICAL


def judge_sites(sites):
    """Return what the file shows of these sites as `Judged`; what shows in two counts once."""
    judged = Judged(sites=list(sites))
    states = {}
    for site in sites:
        found = {code: _look(code, site) for code in _concerning(site)}
        located = [
            _located(code, one, site)
            for code, one in found.items()
            if one not in (None, UNKNOWN)
        ]
        judged.located += _causes(located)
        for code, one in found.items():
            states.setdefault(code, []).append(one)
    judged.located = _once(judged.located)
    failed = {one.finding.code for one in judged.located}
    for code, seen in sorted(states.items()):
        if code in failed:
            continue
        if any(one is UNKNOWN for one in seen):
            judged.unknown.append(code)
        elif all(one is None for one in seen):
            judged.passed.append(code)
    return judged


def _concerning(site):
    polls = site.premises.polls
    return [
        code for code, show in SHOWS.items() if getattr(show, "polls", polls) == polls
    ]


def _look(code, site):
    """What one function shows of a site; a crash is `UNKNOWN`, and is logged as `CRASHED`."""
    try:
        return SHOWS[code](site)
    except Exception:  # noqa: BLE001 - one mistake of ours must not cost the rest
        _logger.info(CRASHED, code, exc_info=True)
        return UNKNOWN


def _located(code, shown, site):
    rule = rules()[code]
    finding = finding_of(rule, Verdict.FAILED)
    values = {**_common(site), **shown.values}
    finding.values = {name: stored(value) for name, value in values.items()}
    finding.severity = shown.severity or rule.severity
    finding.directive = shown.directive or rule.directive
    finding.location = shown.location or rule.location
    finding.actions = [one.as_dict() for one in shown.actions]
    return Located(finding, shown.at, Message(shown.says, shown.values), site.origin)


def _common(site):
    premises = site.premises
    return {
        "proxy_kind": "nginx",
        "http_port": premises.http_port,
        "gevent_port": premises.gevent_port,
        "workers": premises.workers if premises.workers is not None else "?",
        "scheme": site.scheme,
        "host": site.host,
        "port": site.port,
    }


def _causes(located):
    """Those that no cause above them explains."""
    findings = [one.finding for one in located]
    quiet = silenced(findings, rules())
    critical = any(one.severity is Severity.CRITICAL for one in findings)
    resorts = {f.code for f in findings if rules()[f.code].last_resort and critical}
    return [one for one in located if one.finding.code not in quiet | resorts]


def _once(located):
    found = {}
    for one in located:
        found.setdefault((one.finding.code, id(one.at.statement)), one)
    order = {
        id(f): n
        for n, f in enumerate(failed_of([one.finding for one in found.values()]))
    }
    return sorted(found.values(), key=lambda one: order[id(one.finding)])


def said(located, translate=str):
    """Return the sentence about the file, in the reader's language."""
    return fill(translate(located.says.text), located.says.values, translate)

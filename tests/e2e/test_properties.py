"""Hypothesis: whatever facts arrive, no rule crashes and every report can be kept.

Real observations (the healthy world's) are the start: some of their facts are replaced
by anything that JSON can say, at any depth, and now and then everything is.
"""

import copy
import datetime
import json
import logging

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lab import demo
from proxycheck import report
from proxycheck.declared import keep_declared
from proxycheck.errors import BadObservation
from proxycheck.judge.judge import judge
from proxycheck.observation import Observation, plain
from proxycheck.report import redact
from proxycheck.report.redact_patterns import DATABASE, USER
from proxycheck.target import Target
from proxycheck.tests import worlds
from proxycheck.tests.test_redact import skeleton
from proxycheck.words import Depth, Status, Vantage, Verdict

HEALTHY = worlds.healthy()
NOW = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.timezone.utc)
QUIET = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def paths(value, path=()):
    """Where something stands in nested facts."""
    yield path
    rows = value.items() if isinstance(value, dict) else ()
    rows = enumerate(value) if isinstance(value, list) else rows
    for name, row in rows:
        yield from paths(row, (*path, name))


PLACES = [
    (number, path)
    for number, observation in enumerate(HEALTHY)
    for path in paths(observation.facts)
    if path
]
NAMES = sorted({place[-1] for _n, place in PLACES if isinstance(place[-1], str)})
WORDS = st.sampled_from(
    ["answered", "timeout", "refused", "closed", "nginx", "odoo", "other", "https",
     "http://[::1", "websocket", "Upgrade", "%(host)s", "a, b", "expired", "100"]
)  # fmt: skip
NUMBERS = st.integers() | st.floats() | st.sampled_from([0, -1, 200, 404, 502, 10**400])
SCALARS = st.none() | st.booleans() | NUMBERS | st.text(max_size=20) | WORDS
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
KEYS = [(o.probe, o.vantage) for o in HEALTHY]


@st.composite
def spoilt(draw):
    """The healthy world with some of its facts replaced, lost, or never seen."""
    seen = copy.deepcopy(HEALTHY)
    for number, path in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=8)):
        replace(seen[number].facts, path, draw(ANYTHING))
    for number in draw(st.sets(st.sampled_from(range(len(seen))), max_size=3)):
        seen[number].status = draw(st.sampled_from(Status))
    for observation in seen:
        observation.facts = plain(observation.facts)
    return seen


@st.composite
def arbitrary(draw):
    """Observations of the right names whose facts are anything."""
    facts = st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=8)
    proven = {"proven": True, "outcome": draw(WORDS)}
    return [
        Observation(probe, vantage, Status.SEEN, plain({**proven, **draw(facts)}))
        for probe, vantage in draw(st.lists(st.sampled_from(KEYS), max_size=12))
    ]


def replace(facts, path, value):
    """Put `value` there, unless an earlier replacement took the place away."""
    for name in path[:-1]:
        try:
            facts = facts[name]
        except (KeyError, IndexError, TypeError):
            return
    last = path[-1]
    in_list = isinstance(facts, list) and isinstance(last, int) and last < len(facts)
    if isinstance(facts, dict) or in_list:
        facts[last] = value


def reported(seen):
    """The report of observations, and what was found.

    Rules are given anything. A report holds what is declared only, as in every check.
    """
    findings = judge(seen)
    kept = [keep_declared(copy.deepcopy(one), logging.DEBUG) for one in seen]
    return findings, report.build(
        target=Target("https://erp.example.com"),
        depth=Depth.FULL,
        started_at=NOW,
        duration_ms=1,
        observations=kept,
        findings=findings,
    )


def judge_and_report(seen):
    """Do with observations all that is ever done with them."""
    findings, document = reported(seen)
    crashed = [(f.code, f.because) for f in findings if f.verdict is Verdict.CRASHED]
    assert crashed == []
    demo.validate(document)
    json.dumps(document, allow_nan=False, ensure_ascii=False).encode()
    report.as_text(document)
    report.as_markdown(document)


@settings(QUIET, max_examples=100)
@given(spoilt())
def test_no_rule_crashes_on_real_observations_that_were_spoilt(seen):
    judge_and_report(seen)


@settings(QUIET, max_examples=100)
@given(arbitrary())
def test_no_rule_crashes_on_observations_of_anything(seen):
    judge_and_report(seen)


@settings(QUIET, max_examples=200)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "probe": SCALARS | st.just("echo"),
            "vantage": SCALARS | st.sampled_from(Vantage) | st.lists(SCALARS),
            "status": SCALARS | st.sampled_from(Status),
            "duration_ms": ANYTHING,
            "because": SCALARS,
            "facts": ANYTHING,
        },
    )
    | ANYTHING
)
def test_an_observation_from_outside_is_read_or_refused_in_a_sentence(row):
    try:
        seen = Observation.from_dict(row)
    except BadObservation as refusal:
        assert str(refusal).endswith(".")
    else:
        kept = json.dumps(seen.as_dict(), allow_nan=False, ensure_ascii=False)
        kept.encode()


BROKEN = [seen for name in worlds.names() for seen in [worlds.world(name)]]
SAID = sorted(
    {
        word
        for seen in (HEALTHY, *BROKEN)
        for word in json.dumps(reported(seen)[1]).replace('"', " ").split()
        if word.isidentifier()
    }
)
PEOPLE = st.sets(st.sampled_from(SAID) | st.text(min_size=3, max_size=12), max_size=20)


@settings(QUIET, max_examples=60)
@given(spoilt() | st.sampled_from(BROKEN), PEOPLE, st.sampled_from([USER, DATABASE]))
def test_whatever_people_are_called_a_redacted_report_is_one(seen, names, mark):
    _findings, document = reported(seen)
    before = copy.deepcopy(document)
    marks = dict.fromkeys(names, mark)
    redacted = redact.redact(document, known=lambda candidates: marks)
    assert document == before
    demo.validate(redacted)
    assert skeleton(redacted) == skeleton(document)
    for one, whole in zip(
        redacted["observations"], document["observations"], strict=True
    ):
        assert set(one["facts"]) <= {*whole["facts"], "left_out"}
    report.as_text(redacted)
    report.as_markdown(redacted)

"""Declaring facts: what a probe returns, of which type and unit, and whether it may leave.

A probe lists all of its facts. What is not declared is no fact: it is dropped before
anybody sees it (``declared.py``). What a fact is decides how it leaves the house: a number,
a flag or a word of ours as it stands, a text from the wire only after it was searched, and
what is declared `inside` never.
"""

import re
from dataclasses import dataclass, replace

from .errors import BadDeclaration
from .words import Word


class Kind(Word):
    """The type of a fact. It may be null, or a list of that type."""

    NUMBER = "number"
    FLAG = "flag"
    WORD = "word"  # one of our own, like an outcome
    TEXT = "text"  # somebody else's, so it is searched for secrets and names
    PART = "part"  # facts below it: one object, or a list of them
    HEADERS = "headers"  # texts by header name; of one that nobody reads, the length
    PATHS = "paths"  # facts below it, by path of ours


#: What a word of ours looks like: an outcome, a product's kind, a header's name.
OUR_WORD = re.compile(r"[a-z0-9_-]{0,40}")


@dataclass(frozen=True)
class Fact:
    """One fact: `meaning` completes “this fact is …”; `facts` are those below it."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    leaves: bool = True
    facts: tuple = ()


#: The unit of a number whose name ends so.
UNITS = {"ms": "ms", "s": "s", "bytes": "bytes"}


def number(name, meaning, unit=""):
    """Declare a number. ``_ms``, ``_s`` and ``_bytes`` at the end of its name are its unit."""
    ending = name.rpartition("_")[2]
    return Fact(name, Kind.NUMBER, meaning, unit or UNITS.get(ending, ""))


def flag(name, meaning):
    """Declare what is true or false."""
    return Fact(name, Kind.FLAG, meaning)


def word(name, meaning):
    """Declare a word of ours."""
    return Fact(name, Kind.WORD, meaning)


def text(name, meaning):
    """Declare a text from the wire, or a row of texts and numbers, such as an address."""
    return Fact(name, Kind.TEXT, meaning)


def by_header(name, meaning):
    """Declare an object of headers, of which those of `HEADERS` leave."""
    return Fact(name, Kind.HEADERS, meaning)


def part(name, meaning, *facts):
    """Declare an object, or a list of objects, of these facts."""
    return Fact(name, Kind.PART, meaning, facts=checked(facts))


def by_path(name, meaning, *facts):
    """Declare an object that holds these facts for each path."""
    return Fact(name, Kind.PATHS, meaning, facts=checked(facts))


def inside(*facts):
    """Return the same facts as such that never leave the house."""
    return tuple(replace(fact, leaves=False) for fact in facts)


def checked(facts):
    """Return the facts as a tuple; raise `BadDeclaration` if a name stands twice."""
    names = [fact.name for fact in facts]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadDeclaration(f"{', '.join(twice)} cannot be declared twice.")
    return tuple(facts)


def contradictions(declared):
    """Return names with two types, units or fates; ``declared`` are facts of all probes.

    A name is one word: a number in one place and a flag in another misleads who reads both.
    """
    known, wrong = {}, set()
    for fact in everywhere(declared):
        what = (fact.kind, fact.unit, fact.leaves)
        if known.setdefault(fact.name, what) != what:
            wrong.add(fact.name)
    return sorted(wrong)


def everywhere(facts):
    """Yield each fact and those below it, at any depth."""
    for fact in facts:
        yield fact
        yield from everywhere(fact.facts)


#: Headers, asked or answered, that no login, key or session travels in.
HEADERS = frozenset(
    """
    accept accept-encoding age allow alt-svc cache-control cf-cache-status connection
    content-encoding content-length content-security-policy content-type date expect
    forwarded host keep-alive location origin permissions-policy referrer-policy
    retry-after sec-websocket-extensions sec-websocket-protocol sec-websocket-version
    server strict-transport-security te trailer transfer-encoding upgrade vary via
    x-accel-buffering x-cache x-cache-status x-content-type-options x-forwarded-for
    x-forwarded-host x-forwarded-port x-forwarded-proto x-forwarded-server
    x-frame-options x-powered-by x-proxy-health x-real-ip x-varnish
    """.split()
)


def fits(fact, value):
    """Whether a value is of the declared type, null, or (what has no keys) a list of both."""
    if isinstance(value, list):
        if fact.kind in (Kind.HEADERS, Kind.PATHS):
            return False
        if fact.kind is Kind.PART and None in value:
            return False
        return all(not isinstance(one, list) and fits(fact, one) for one in value)
    return value is None or _TYPES[fact.kind](value)


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_object_of(value, *kinds):
    return isinstance(value, dict) and all(
        isinstance(one, kinds) and not isinstance(one, bool) for one in value.values()
    )


#: What a value of each kind is. In a list of texts there may be numbers: an address is
#: ``[scheme, host, port]``. Of a header that no rule reads only the length is told.
_TYPES = {
    Kind.NUMBER: _is_number,
    Kind.FLAG: lambda value: isinstance(value, bool),
    Kind.WORD: lambda value: isinstance(value, str) and bool(OUR_WORD.fullmatch(value)),
    Kind.TEXT: lambda value: isinstance(value, str) or _is_number(value),
    Kind.PART: lambda value: isinstance(value, dict),
    Kind.HEADERS: lambda value: _is_object_of(value, str, int),
    Kind.PATHS: lambda value: _is_object_of(value, dict),
}

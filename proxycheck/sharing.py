"""Declares which facts of a probe may leave the house, and what each of them is.

A probe (and whatever makes facts for several probes) lists its facts here; a fact that
is not declared stays inside. What a fact is decides how it leaves: a number, a flag or
a word of ours as it stands, a text from the wire only after it was searched.
"""

from dataclasses import dataclass

from .errors import BadDeclaration
from .words import Word


class Kind(Word):
    """What a fact is. A value of another type than declared does not leave."""

    NUMBER = "number"
    FLAG = "flag"
    WORD = "word"  # one of our own, like an outcome
    TEXT = "text"  # somebody else's, so it is searched for secrets and names
    PART = "part"  # facts below it: one object, or a list of them
    HEADERS = "headers"  # texts by header name
    PATHS = "paths"  # facts below it, by path of ours


@dataclass(frozen=True)
class Fact:
    """A fact that may leave; `facts` are those below it. A list holds several of it."""

    name: str
    kind: Kind
    facts: tuple = ()


def numbers(names):
    """Declare numbers: their names, separated by spaces."""
    return _facts(Kind.NUMBER, names)


def flags(names):
    """Declare what is true or false."""
    return _facts(Kind.FLAG, names)


def words(names):
    """Declare words of ours."""
    return _facts(Kind.WORD, names)


def texts(names):
    """Declare texts from the wire."""
    return _facts(Kind.TEXT, names)


def by_header(names):
    """Declare objects of headers, of which those of `HEADERS` leave."""
    return _facts(Kind.HEADERS, names)


def part(name, *facts):
    """Declare an object, or a list of objects, of these facts."""
    return (Fact(name, Kind.PART, checked(facts)),)


def by_path(name, *facts):
    """Declare an object that holds these facts for each path."""
    return (Fact(name, Kind.PATHS, checked(facts)),)


def checked(facts):
    """Return the facts as a tuple; raise `BadDeclaration` if a name stands twice."""
    names = [fact.name for fact in facts]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadDeclaration(f"{', '.join(twice)} cannot be declared twice.")
    return tuple(facts)


def _facts(kind, names):
    return tuple(Fact(name, kind) for name in names.split())


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
#: Facts of a probe that saw nothing, whichever it was.
FAILURE = (*words("outcome"), *texts("detail"))

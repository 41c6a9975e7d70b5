"""Declaring rules: one judgement, one file under ``rules/<subject>/``, named for what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..errors import BadDeclaration
from ..translatable import _lt
from ..words import Layer, Severity
from .actions import Action
from .facts import Facts
from .ladders import Ladder
from .message import Message
from .needs import needs_of


@dataclass(frozen=True)
class Evidence:
    """What proves a failure: a sentence for each probe, and the values of all texts.

    `severity`, `directive`, `location` and `actions` replace the rule's own where the
    measurement says more than the rule could know beforehand.
    """

    facts: dict
    values: dict = field(default_factory=dict)
    severity: Severity | None = None
    directive: str = ""
    location: str = ""
    actions: tuple = ()


def evidence(
    severity=None,
    directive="",
    location="",
    *,
    actions=(),
    values=None,
    **facts,
):
    """Return the `Evidence` of a failed rule.

    Each further keyword is a parameter of ``check``, which names the probe. Its value is
    what that probe showed, as a translatable sentence: ``echo=_lt("X-Real-IP: %(seen)s")``.
    `values` fill the placeholders of these sentences, of the rule's texts and of its
    actions. A value is a text, a number or a `Message`. `actions` replace the rule's own.
    """
    return Evidence(
        facts, values or {}, severity, directive, location, _actions(actions)
    )


@dataclass(frozen=True)
class Rule:
    """One judgement and everything the report says about it.

    `severities` and `directives` are all that its evidence can name, the usual one first.
    """

    code: str
    subject: str
    check: Callable
    needs: tuple
    severities: tuple
    directives: tuple
    layer: Layer
    title: str
    in_order: str
    explanation: str
    symptom: str
    actions: tuple = ()
    location: str = ""
    concerns: tuple = ()
    of_anybody: bool = False
    last_resort: bool = False
    one_of: tuple = ()
    outside: "Rule | None" = None

    @property
    def severity(self):
        """How bad it usually is."""
        return self.severities[0]

    @property
    def directive(self):
        """What usually is to be changed."""
        return self.directives[0]

    @property
    def all_needs(self):
        """What ``check`` needs, and what is needed to judge from outside."""
        return (*self.needs, *(self.outside.needs if self.outside else ()))

    @property
    def through_proxy(self):
        """Whether each vantage through the proxy is judged by itself."""
        return any(need.vantage is None for need in self.needs)


# Long, for it names and explains all that a rule declares.
def rule(
    *,
    severity,
    layer,
    directive,
    title,
    in_order,
    explanation,
    symptom,
    actions=(),
    location="",
    concerns=(),
    of_anybody=False,
    last_resort=False,
    one_of=(),
    outside=None,
):
    """Declare the decorated ``check`` as the rule that its module is named for.

    The parameters of ``check`` are what the rule needs: each is a probe's name, with a
    vantage in front where only that one counts (``echo``: through the proxy, from the server
    or from a browser; ``direct_echo``: straight to Odoo). A parameter with the default
    `NOTHING` may be missing. Each gets the `Facts` of its probe, and ``check`` returns
    `evidence(...)`, or None if all is in order, or a `Message` that says why these facts
    show neither. It runs only when every need was seen and, unless
    `of_anybody=True`, when this very Odoo was proven to answer there. Of the parameters
    named in `one_of`, which have that default, one must have been seen.

    `title` says what is wrong and may hold values; `in_order` says, without any, what is
    true whenever ``check`` returned None. `severity` and `directive` are one word, or a
    list of all that the evidence can name, the usual one first. `actions` heal it (see
    `actions.py`); one without a place of its own belongs to `location`. `concerns` are steps of
    `ladders`: a failed rule silences those on lower steps of the same ladder. A
    `last_resort` says that something is broken, and is silent once any other rule names a
    critical cause. `outside` is how the same is seen of an Odoo without the addon, when
    nobody has a ticket: another check, with needs of its own, or True where ``check``
    itself needs no addon. Raises `BadDeclaration` with a sentence.
    """
    severities, directives = _listed(severity), _listed(directive)
    if not all(isinstance(one, Severity) for one in severities):
        raise BadDeclaration("A rule's severity is a word of Severity.")
    if not isinstance(layer, Layer):
        raise BadDeclaration("A rule's layer is a word of Layer.")
    if not all(isinstance(step, Ladder) for step in concerns):
        raise BadDeclaration("What a rule concerns are steps of ladders.")

    def declare(check):
        package, _dot, code = check.__module__.rpartition(".")
        declared = Rule(
            code=code,
            subject=package.rpartition(".")[2],
            check=check,
            needs=needs_of(check),
            severities=severities,
            directives=directives,
            layer=layer,
            title=title,
            in_order=in_order,
            explanation=explanation,
            symptom=symptom,
            actions=_actions(actions),
            location=location,
            concerns=tuple(concerns),
            of_anybody=of_anybody,
            last_resort=last_resort,
            one_of=tuple(one_of),
        )
        return replace(declared, outside=_from_outside(declared, outside))

    return declare


def _from_outside(declared, outside):
    """The rule as it is judged without a ticket, or None where it cannot be."""
    if not outside:
        return None
    look = declared.check if outside is True else outside
    # Nobody can prove to be this Odoo then; the engine asks for an Odoo that answered.
    return replace(declared, check=look, needs=needs_of(look), of_anybody=True)


def _listed(value):
    words = tuple(value) if isinstance(value, (list, tuple)) else (value,)
    if not words or not all(words):
        raise BadDeclaration("A rule names its severity and its directive.")
    return words


def _actions(actions):
    if not all(isinstance(one, Action) for one in actions):
        raise BadDeclaration(
            "A rule's actions are made by the functions of actions.py."
        )
    return tuple(actions)


#: The default of a parameter whose probe may be missing.
NOTHING = Facts()

__all__ = [
    "NOTHING",
    "Evidence",
    "Facts",
    "Layer",
    "Message",
    "Rule",
    "Severity",
    "_lt",
    "evidence",
    "rule",
]

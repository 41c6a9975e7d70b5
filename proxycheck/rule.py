"""Declaring rules: one judgement, one file under ``rules/``, named for what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import BadDeclaration
from .facts import Facts
from .words import Layer, Severity, Vantage


@dataclass(frozen=True)
class Evidence:
    """What convicts: a sentence of values per probe, and the values for the texts.

    `severity`, `directive`, `location` and `fix` replace the rule's own where
    the measurement says more than the rule could know beforehand.
    """

    facts: dict
    values: dict = field(default_factory=dict)
    severity: Severity | None = None
    directive: str = ""
    location: str = ""
    fix: str = ""


def evidence(severity=None, directive="", location="", fix="", values=None, **facts):
    """Convict: keyword = probe that was needed, value = what it showed, as values."""
    return Evidence(facts, values or {}, severity, directive, location, fix)


@dataclass(frozen=True)
class Rule:
    """One judgement and everything the report says about it."""

    code: str
    check: Callable
    needs: tuple
    severity: Severity
    layer: Layer
    directive: str
    title: str
    in_order: str
    explanation: str
    symptom: str
    fix: str
    location: str = ""
    explains: tuple = ()
    stranger: bool = False
    last_resort: bool = False

    @property
    def public_needs(self):
        """The needed probes that any public vantage may supply (no vantage named)."""
        return [need for need in self.needs if "." not in need]


def rule(
    *,
    needs,
    severity,
    layer,
    directive,
    title,
    in_order,
    explanation,
    symptom,
    fix,
    **more,
):
    """Declare the decorated ``check(*facts)`` as the rule that its module is named for.

    `needs` are probes; one named without a vantage is taken from each public
    vantage in turn, and one with a “?” in front may be missing (its facts are
    then empty). The check gets a `Facts` for each, in that order, and
    returns `evidence(...)` or None. It runs only when every need was seen and,
    unless `stranger=True`, when this very Odoo was proven to answer there. `title`
    says what is wrong and may hold values; `in_order` says, without any, what is true
    whenever the check returned None. A
    `last_resort` says that something is broken, and is silent once any other
    rule names a critical cause.
    """
    known = {v.value for v in Vantage}
    for need in needs:
        if "." in need and need.lstrip("?").partition(".")[0] not in known:
            raise BadDeclaration(f"{need} names no vantage.")
    if not needs or not isinstance(severity, Severity) or not isinstance(layer, Layer):
        raise BadDeclaration(
            "A rule says what it needs, how severe it is and in which layer."
        )

    def declare(check):
        return Rule(
            code=check.__module__.rpartition(".")[2],
            check=check,
            needs=tuple(needs),
            severity=severity,
            layer=layer,
            directive=directive,
            title=title,
            in_order=in_order,
            explanation=explanation,
            symptom=symptom,
            fix=fix,
            **{**more, "explains": tuple(more.get("explains", ()))},
        )

    return declare


def _lt(text):
    """Mark a text for Odoo's translation extractor; it is translated when read."""
    return text


def short(need):
    """The probe's name without its vantage, as `evidence` takes it."""
    return need.rpartition(".")[2]


__all__ = [
    "Evidence",
    "Facts",
    "Layer",
    "Rule",
    "Severity",
    "_lt",
    "evidence",
    "rule",
    "short",
]

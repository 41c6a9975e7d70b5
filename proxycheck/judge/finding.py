"""Findings: a rule, its verdict and the evidence; texts are made when read."""

import re
from dataclasses import dataclass, field

from ..nginx.documentation import page_of
from ..observation import one_line
from ..words import Layer, Severity, Verdict


@dataclass
class Finding:
    """What one rule says of one check. `because` tells why it is unknown or crashed."""

    code: str
    verdict: Verdict
    severity: Severity
    layer: Layer
    directive: str
    location: str = ""
    evidence: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    fix: str = ""
    because: str = ""

    def as_dict(self):
        """Return a JSON object that `from_dict` reads."""
        row = dict(vars(self))
        row.update(
            verdict=self.verdict.value,
            severity=self.severity.value,
            layer=self.layer.value,
        )
        return row

    @classmethod
    def from_dict(cls, row):
        """Read `as_dict`'s object back."""
        row = {name: row[name] for name in cls.__dataclass_fields__ if name in row}
        row.update(
            verdict=Verdict(row["verdict"]),
            severity=Severity(row["severity"]),
            layer=Layer(row["layer"]),
        )
        return cls(**row)

    def render(self, translate=str):
        """Return title, explanation, symptom and fix with their values filled in.

        Of a rule that did not fail only the title is told: what it found in order.
        `translate` maps an English text of the rule to the reader's language.
        A finding whose rule is gone (after an update) keeps its code as title.
        """
        from ..registry import rules

        rule = rules().get(self.code)
        if rule is None:
            return {
                "title": self.code,
                "explanation": "",
                "symptom": "",
                "fix": self.fix,
                "doc": "",
            }
        texts = {
            name: fill(translate(getattr(rule, name)), self.values)
            for name in ("title", "explanation", "symptom")
        }
        if self.verdict is not Verdict.FAILED:
            # Nothing is wrong as far as this rule knows, so no text may say that it is.
            texts.update(title=translate(rule.in_order), explanation="", symptom="")
        # nginx text is nobody's language.
        texts["fix"] = fill(self.fix or rule.fix, _to_paste(self.values))
        texts["doc"] = page_of(self.directive)
        return texts


class _Known(dict):
    def __missing__(self, key):
        return "?"


#: Names, addresses and numbers. Anything else could be a directive of its own.
_PASTABLE = re.compile(r"[\w.:/*\[\]-]*")


def _to_paste(values):
    """The values that may stand in lines to paste, whoever said them."""
    return {n: v for n, v in values.items() if _PASTABLE.fullmatch(str(v))}


def _shown(value):
    return one_line(value) if isinstance(value, str) else value


def fill(text, values):
    """Fill ``%(name)s``, each value on one line.

    A value that is not there shows as “?”, never as a traceback.
    """
    try:
        return text % _Known({name: _shown(value) for name, value in values.items()})
    except (ValueError, TypeError):
        # A translation with a broken placeholder must not hide the finding.
        return text

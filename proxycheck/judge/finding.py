"""Findings: a rule, its verdict and the evidence; texts are made when read."""

from dataclasses import dataclass, field

from ..nginx.documentation import page_of
from ..observation import one_line
from ..proxies import products
from ..translatable import _lt
from ..words import Layer, Severity, Verdict
from . import actions
from .message import fill

#: Of a product whose words for a cause are not known.
NOT_KNOWN = _lt("How %(product)s calls this is not known here. In nginx it would be:")
NAMED = _lt("In %(product)s this is %(name)s (%(where)s).")
NOT_NAMED = _lt("How %(product)s calls this is not known here.")
IN_NGINX = _lt("What follows uses the words of nginx:")
#: Of a product that nobody here could try.
DOCUMENTED = _lt("These words are from its documentation, not proven on a real one.")
#: Where several proxies stand, and nothing seen tells which one holds the cause.
WROTE = _lt(
    "Several reverse proxies stand here, from the visitor to Odoo: %(proxy_layers)s. It is"
    " %(proxy_wrote)s that wrote the answer, so its configuration is to be changed."
)
LAYERS = _lt(
    "Several reverse proxies stand here, from the visitor to Odoo: %(proxy_layers)s. To find"
    " out which one it is, check the last one alone, at its own address and port:"
    " odoo-proxy-health %(scheme)s://%(host)s:%(port)s --connect-to ADDRESS:PORT. What is"
    " reported again is its own; what is not is done by one before it."
)


@dataclass
class Finding:
    """What one rule says of one check. `because` tells why it is unknown or crashed.

    `evidence` rows are ``{"probe", "vantage", "fact", "values"}``: a sentence and the
    values of its placeholders. `values` fill the rule's texts, `actions` replace the
    rule's. Findings that an older version stored have rows without ``values``, whose
    fact is a whole text, and may have `fix`, lines to paste in place of actions.
    """

    code: str
    verdict: Verdict
    severity: Severity
    layer: Layer
    directive: str
    location: str = ""
    evidence: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    fix: str = ""
    actions: list = field(default_factory=list)
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

    @classmethod
    def in_order(cls, code):
        """Return the finding of a rule that passed, of which only the code is known."""
        return cls(code, Verdict.PASSED, Severity.INFO, Layer.NGINX, directive="")

    def render(self, translate=str):
        """Return title, explanation, symptom and fix with their values filled in.

        Of a rule that did not fail only the title is told: what it found in order.
        `translate` maps an English text of the rule to the reader's language.
        A finding whose rule is gone (after an update) keeps its code as title.
        """
        from ..registry import rules

        rule = rules().get(self.code)
        if rule is None:
            nothing = dict.fromkeys(("explanation", "symptom", "doc"), "")
            return {"title": self.code, "fix": self.fix, **nothing}
        texts = {
            name: fill(translate(getattr(rule, name)), self.values, translate)
            for name in ("title", "explanation", "symptom")
        }
        self._name_product(texts, translate)
        if self.verdict is not Verdict.FAILED:
            # Nothing is wrong as far as this rule knows, so no text may say that it is.
            texts.update(title=translate(rule.in_order), explanation="", symptom="")
        texts["fix"] = self._fix(translate)
        texts["doc"] = page_of(self.directive)
        return texts

    def _name_product(self, texts, translate):
        """Say first what it is called in the product that stands here, if that is no nginx.

        Words of nginx are marked as such. Of several layers it is told how to find out
        which one it is.
        """
        told, product, said = self.native(), self._product(), []
        if told and product:
            texts["title"] = texts["title"].replace("nginx", told["product"])
            said += [fill(translate(NAMED if told["name"] else NOT_NAMED), told)]
            said += (
                [translate(DOCUMENTED)] if told["name"] and product.documented else []
            )
            foreign = "nginx" in texts["explanation"] and not product.is_nginx
            said += [translate(IN_NGINX)] if foreign else []
        said.append(texts["explanation"])
        if self.layer is Layer.NGINX and self.values.get("proxy_layers"):
            which = WROTE if self.values.get("proxy_wrote") else LAYERS
            said.append(fill(translate(which), self.values))
        texts["explanation"] = " ".join(said)

    def seen(self, translate=str):
        """Return the evidence for a reader: rows of ``probe``, ``vantage`` and ``fact``."""
        return [
            {
                "probe": row["probe"],
                "vantage": row["vantage"],
                "fact": _fact(row, translate),
            }
            for row in self.evidence
        ]

    def heals(self):
        """Return what heals it, as the report's ``actions``."""
        from ..registry import rules

        rule = rules().get(self.code)
        if rule is None or self.fix:
            return []
        rows = self.actions or [one.as_dict() for one in rule.actions]
        return actions.filled(rows, self.values, self.location)

    def native(self):
        """Return what it is called in the product that stands here, or None for nginx.

        The report's ``native``: without a ``name`` and ``actions`` where the words of that
        product are not known.
        """
        product = self._product()
        if self.layer is not Layer.NGINX or product is None:
            return None
        told = product.native(self.directive, self.location)
        if product.is_nginx and told is None:
            return None
        steps = told.steps if told else ()
        return {
            "product": product.name,
            "name": told.name if told else "",
            "where": steps[0]["where"] if steps else "",
            "actions": actions.filled(steps, self.values, self.location),
        }

    def _product(self):
        """The `Product` that stands there, or None."""
        return products().get(str(self.values.get("proxy_kind")))

    def _fix(self, translate):
        if self.fix:
            return fill(self.fix, actions.pastable(self.values))
        told, lines = self.native(), actions.as_text(self.heals(), translate)
        if told is None:
            return lines
        if told["actions"]:
            return actions.as_text(told["actions"], translate)
        said = fill(translate(NOT_KNOWN), told)
        return "\n".join([f"# {said}", *(f"# {line}" for line in lines.splitlines())])


def _fact(row, translate):
    if "values" not in row:
        return one_line(row["fact"])
    return one_line(fill(translate(row["fact"]), row["values"], translate))

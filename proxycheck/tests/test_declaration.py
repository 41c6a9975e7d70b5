"""A rule whose declaration does not add up is refused when it is imported, in a sentence."""

import importlib.util
import sys
import tempfile
import unittest
from pathlib import Path

from ..errors import BadDeclaration
from ..fact import flag
from ..judge.declaration import verify
from ..judge.rule import Rule
from ..registry import rules
from ..words import Vantage

PROBES = {
    (Vantage.SERVER, "echo"): (flag("loop", "whether redirects form a loop"),),
    (Vantage.DIRECT, "odoo"): (),
}
RIGHT = """
from proxycheck.judge.ladders import Site
from proxycheck.judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule

@rule(
    severity=[Severity.WARNING, Severity.INFO],
    layer=Layer.NGINX,
    directive=["add_header", "expires"],
    title="It is wrong",
    in_order="It is right.",
    explanation="It is wrong.",
    symptom="None.",
    concerns=[Site.DETAIL],
)
def check(echo, direct_odoo=NOTHING):
    if echo.proven or echo.flag("loop"):
        return None
    return evidence(
        Severity.INFO if direct_odoo else None, directive="expires", echo=_lt("seen")
    )
"""
#: What somebody got wrong: the words replaced, by what, and what the refusal says.
WRONG = {
    "a probe that does not exist": ("echo", "eco", "no probe of that name"),
    "a vantage that the probe has not": ("direct_odoo", "server_odoo", "looks from"),
    "a fact that the probe does not declare": ('"loop"', '"lop"', "flag “lop”"),
    "a fact of another type": ('flag("loop")', 'number("loop")', "number “loop”"),
    "a parameter that is never used": (
        "Severity.INFO if direct_odoo else None, ",
        "",
        "never uses direct_odoo",
    ),
    "evidence of a probe that nobody asked for": (
        "echo=_lt(",
        "stream=_lt(",
        "does not ask for",
    ),
    "evidence that nobody can translate": (
        'echo=_lt("seen")',
        'echo=f"seen {echo.status}"',
        "translate",
    ),
    "actions that are none": (
        'symptom="None.",',
        'symptom="None.", actions=["gzip on;"],',
        "actions",
    ),
    "a directive that is not declared": (
        'directive="expires"',
        'directive="gzip"',
        "“gzip”",
    ),
    "a severity that is not declared": (
        "Severity.INFO if",
        "Severity.CRITICAL if",
        "CRITICAL",
    ),
    "a severity that is no word": (
        "[Severity.WARNING, Severity.INFO]",
        '"bad"',
        "severity",
    ),
    "a layer that is no word": ("Layer.NGINX", '"nginx"', "layer"),
    "a step of no ladder": ("Site.DETAIL", '"site"', "ladders"),
    "no directive": ('["add_header", "expires"]', "[]", "directive"),
    "nothing that it needs": (
        "def check(echo, direct_odoo=NOTHING)",
        "def check()",
        "needs nothing",
    ),
}


def declared(text):
    """The rule that a file with this text declares, verified."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made_up.py"
        path.write_text(text, encoding="utf-8")
        name = __package__.partition("proxycheck")[0]
        path.write_text(
            text.replace("from proxycheck", f"from {name}proxycheck"), encoding="utf-8"
        )
        spec = importlib.util.spec_from_file_location("rules.made_up", path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        try:
            spec.loader.exec_module(module)
            [found] = [one for one in vars(module).values() if isinstance(one, Rule)]
            verify(found, PROBES)
        finally:
            del sys.modules[spec.name]
    return found


class TestDeclaration(unittest.TestCase):
    def test_a_right_declaration_is_taken(self):
        found = declared(RIGHT)
        self.assertEqual((found.code, found.subject), ("made_up", "rules"))
        self.assertEqual([need.name for need in found.needs], ["echo", "direct_odoo"])
        self.assertEqual([need.optional for need in found.needs], [False, True])

    def test_a_wrong_one_is_refused_in_a_sentence(self):
        for what, (right, wrong, said) in WRONG.items():
            with self.subTest(what), self.assertRaisesRegex(BadDeclaration, said):
                declared(RIGHT.replace(right, wrong))

    def test_every_rule_that_we_ship_is_right(self):
        self.assertGreater(len(rules()), 90)

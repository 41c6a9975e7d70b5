"""Every rule: it says all it must, fires where it should, and is silent where all is well."""

# Long, for each promise that holds for all rules has its test.

import ast
import inspect
import re
import unittest
from pathlib import Path

from .. import registry
from ..judge import found, judge
from ..judge.eras import concerns_era
from ..judge.message import names_in
from ..judge.rule import Layer, Severity
from ..words import Era, Verdict
from . import worlds

RULES = registry.rules()
E2E = Path(__file__).parents[2] / "tests" / "e2e"
#: Proxies before the usual Odoo, and before one that is polled.
FAULTS = [
    E2E / "faults",
    E2E / "longpolling",
    *sorted((E2E / "products").glob("*/")),
]
TEXTS = ("title", "explanation", "symptom")
#: An amount: it must come from the facts, or it goes wrong when a constant changes.
AMOUNT = re.compile(
    r"(?<![\w.$])(?:\d[\d.]*|two|three|four|five|six|ten|twelve)[ -]?"
    r"(?:ms|s|seconds?|minutes?|hours?|days?|weeks?|months?|kB|KiB|MB|MiB|bytes)"
    r"(?!\w)"
)
#: Amounts that are not ours to change, and whose they are.
OTHERS = {
    "answer_headers_too_large": {"8 kB"},  # nginx's default
    "certificate_expires_soon": {"30 days"},  # when certbot renews
    "cookies_too_large": {"8 kB"},  # nginx's default
    "page_timeout_too_short": {"120 s"},  # Odoo's default limit_time_real
    "upload_limit_too_small": {"1 MiB"},  # nginx's default
}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def judged(observations):
    """The findings by code."""
    return {finding.code: finding for finding in judge.judge(observations)}


def serious(findings):
    """The codes of what somebody should do something about."""
    return {
        code
        for code, finding in findings.items()
        if finding.verdict is Verdict.FAILED and finding.severity is not Severity.INFO
    }


def for_strangers(rule):
    """Whether a rule needs what is looked at only without a ticket, or by who signs in."""
    asked = [registry.probes().get(n.probe) for n in rule.needs if not n.optional]
    return any(probe and (probe.stranger or probe.account) for probe in asked)


def words_in(rule):
    """All words that the rule's own file writes."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(rule.check)))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def written(rule):
    """All that a rule tells people, the lines to paste apart: texts and evidence."""
    module = inspect.getmodule(rule.check)
    told = [getattr(rule, name) for name in TEXTS]
    told.append(inspect.getdoc(module))
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_lt":
            told.append(ast.literal_eval(node.args[0]))
    return told


class TestDeclarations(unittest.TestCase):
    def test_amounts_in_texts_come_from_the_facts(self):
        for code, rule in RULES.items():
            with self.subTest(code):
                amounts = {a for text in written(rule) for a in AMOUNT.findall(text)}
                self.assertEqual(amounts, OTHERS.get(code, set()))

    def test_a_full_check_takes_the_two_minutes_that_texts_promise(self):
        longest = max(probe.seconds for probe in registry.probes().values())
        self.assertEqual(round(longest / 60), 2)

    def test_every_rule_has_all_its_texts(self):
        for code, rule in RULES.items():
            with self.subTest(code):
                self.assertRegex(rule.title, r"^[^.]+[^.:]$")
                self.assertIn(
                    "in_order=_lt(", inspect.getsource(inspect.getmodule(rule.check))
                )
                self.assertRegex(rule.explanation, r"(?s)\.$")
                self.assertRegex(rule.symptom, r"(?s)\.$")
                self.assertTrue(rule.directive)
                self.assertIsInstance(rule.layer, Layer)
                self.assertTrue(inspect.getdoc(inspect.getmodule(rule.check)))

    def test_every_rule_says_in_one_sentence_what_is_in_order(self):
        told = [rule.in_order for rule in RULES.values()]
        self.assertEqual(len(set(told)), len(told))
        for code, rule in RULES.items():
            with self.subTest(code):
                self.assertRegex(rule.in_order, r"^[A-Z/][^%.?]{15,70}\.$")
                self.assertNotIn(rule.title, rule.in_order)

    def test_a_rule_that_did_not_fail_says_nothing_of_a_failure(self):
        for finding in judged(worlds.healthy()).values():
            texts = finding.render()
            self.assertEqual(texts["title"], RULES[finding.code].in_order)
            self.assertEqual((texts["explanation"], texts["symptom"]), ("", ""))

    def test_every_placeholder_is_filled_by_the_rule_or_for_all(self):
        common = set(found.common_values({}))
        for code, rule in RULES.items():
            with self.subTest(code):
                asked = {
                    n for t in TEXTS for n in PLACEHOLDER.findall(getattr(rule, t))
                }
                self.assertFalse(asked - common - words_in(rule))

    def test_a_percent_sign_in_a_text_is_a_placeholder(self):
        for code, rule in RULES.items():
            with self.subTest(code):
                for text in TEXTS:
                    self.assertNotIn("%", PLACEHOLDER.sub("", getattr(rule, text)))

    def test_every_rule_stands_in_the_folder_of_its_subject(self):
        for code, rule in RULES.items():
            path = Path(inspect.getsourcefile(rule.check))
            self.assertEqual((path.stem, path.parent.name), (code, rule.subject))


def faults():
    """``(code, text)`` of each fault file and each rule that must fire in it.

    A file is named for its rule, ``<rule>.conf`` or ``<rule>.<variant>.conf``, unless
    its head says otherwise (tests/lab/world.py).
    """
    for path in sorted(path for folder in FAULTS for path in folder.glob("*.conf")):
        text = path.read_text()
        if "\n# expect: " not in text:
            continue  # a healthy one
        named = re.findall(r"^# rule: (\w+)", text, re.MULTILINE)
        for code in named or [path.stem.partition(".")[0]]:
            yield code, text


class TestProofs(unittest.TestCase):
    """Only the files are looked at here: tests/e2e/test_table.py runs the proxies."""

    def test_every_rule_has_a_proxy_or_a_recorded_world_in_which_it_must_fire(self):
        shown = {code for code, _text in faults()} | set(worlds.names())
        self.assertEqual(sorted(set(RULES) - shown), [], worlds.HOW)

    def test_every_rule_has_a_near_miss_on_which_it_must_stay_silent(self):
        near = {code for code, text in faults() if "# near miss: " in text}
        near |= {name for name in worlds.names() if worlds.near_miss(name)}
        self.assertEqual(sorted(set(RULES) - near), [], worlds.HOW)

    def test_every_fault_is_named_for_a_rule(self):
        named = {code for code, _text in faults()}
        self.assertEqual(sorted(named - set(RULES)), [])

    def test_every_world_says_how_it_was_recorded(self):
        for name in worlds.names():
            with self.subTest(name):
                self.assertRegex(worlds.recorded(name), r"^[A-Z].{30,}\.$")

    def test_no_rule_that_a_proxy_shows_is_judged_by_a_recorded_world(self):
        both = set(worlds.names()) & {code for code, _text in faults()}
        self.assertEqual(sorted(both), [], "delete the world: a proxy is better proof")


class TestWorlds(unittest.TestCase):
    def test_every_world_is_named_for_a_rule(self):
        self.assertEqual(sorted(set(worlds.names()) - set(RULES)), [])

    def test_the_rule_of_a_world_fires_in_it(self):
        for name in worlds.names():
            with self.subTest(name):
                findings = judged(worlds.world(name))
                self.assertEqual(findings[name].verdict, Verdict.FAILED)
                self.assertTrue(findings[name].evidence)

    def test_the_rule_of_a_world_passes_in_its_near_miss(self):
        for name in worlds.names():
            with self.subTest(name):
                findings = judged(worlds.near_miss(name))
                self.assertEqual(findings[name].verdict, Verdict.PASSED)

    def test_nothing_else_of_weight_is_named_there(self):
        for name in worlds.names():
            with self.subTest(name):
                self.assertEqual(serious(judged(worlds.world(name))) - {name}, set())

    def test_every_text_of_a_finding_is_filled(self):
        for name in worlds.names():
            for finding in judged(worlds.world(name)).values():
                if finding.verdict is Verdict.FAILED:
                    rule = RULES[finding.code]
                    rows = finding.actions or [one.as_dict() for one in rule.actions]
                    told = [getattr(rule, name) for name in TEXTS]
                    told += [row[part] for row in rows for part in ("old", "new")]
                    for text in told:
                        self.assertEqual(names_in(text) - set(finding.values), set())

    def test_where_all_is_well_every_rule_passes(self):
        findings = judged(worlds.healthy())
        about = {code for code, r in RULES.items() if concerns_era(r, Era.WEBSOCKET)}
        self.assertEqual(set(findings), about)
        other = {
            code: finding.verdict
            for code, finding in findings.items()
            if finding.verdict is not Verdict.PASSED and not for_strangers(RULES[code])
        }
        self.assertEqual(other, {})


class TestNeighbours(unittest.TestCase):
    def test_a_port_that_only_we_cannot_reach_is_no_dead_process(self):
        """Odoo's evented process may listen elsewhere: through the proxy it answers."""
        seen = worlds.world("gevent_process_dead")
        through = [one for one in worlds.healthy() if one.key == "server.handshake"]
        seen = [one for one in seen if one.key != "server.handshake"] + through
        finding = judged(seen).get("gevent_process_dead")
        self.assertNotEqual(finding.verdict, Verdict.FAILED)

"""How rules are asked: nothing unseen is accused, nothing unseen is cleared."""

import unittest
from unittest import mock

from ..judge import judge
from ..judge.actions import add
from ..judge.ladders import Delivery, Handshake
from ..judge.needs import Need
from ..judge.rule import Layer, Rule, Severity, evidence
from ..observation import Observation
from ..words import Status, Vantage, Verdict

PROVEN = {"outcome": "answered", "proven": True}
SILENT = {"outcome": "timeout"}
GZIP = add("gzip on;")
ALL = (Vantage.DIRECT, Vantage.SERVER, Vantage.BROWSER)


def convict(**_facts):
    return evidence(echo="guilty")


def acquit(**_facts):
    return None


def crash(**_facts):
    raise KeyError("oops")


ECHO = Need("echo", "echo", None, False)
ODOO = Need("direct_odoo", "odoo", Vantage.DIRECT, True)


def a_rule(code, check, needs=(ECHO,), **more):
    return Rule(
        code=code,
        subject="routing",
        check=check,
        needs=needs,
        severities=(Severity.WARNING, Severity.INFO),
        layer=Layer.NGINX,
        directives=("proxy_pass", "upstream"),
        title="",
        in_order="",
        explanation="",
        symptom="",
        **more,
    )


def saw(facts, vantage=Vantage.SERVER, probe="echo", status=Status.SEEN, because=""):
    return Observation(probe, vantage, status, facts, because=because)


class TestJudging(unittest.TestCase):
    def judge(self, observations, *rules):
        """The findings of these rules only, by code."""
        known = {rule.code: rule for rule in rules}
        with mock.patch.object(judge, "rules", lambda: known):
            return {finding.code: finding for finding in judge.judge(observations)}

    def verdict(self, observations, check, **more):
        found = self.judge(observations, a_rule("one", check, **more))["one"]
        return found.verdict, found.because

    def test_a_rule_that_convicts_has_failed_and_one_that_does_not_has_passed(self):
        self.assertEqual(self.verdict([saw(PROVEN)], convict)[0], Verdict.FAILED)
        self.assertEqual(self.verdict([saw(PROVEN)], acquit)[0], Verdict.PASSED)

    def test_evidence_says_which_probe_saw_it_and_from_where(self):
        found = self.judge([saw(PROVEN)], a_rule("one", convict))["one"]
        row = {"probe": "echo", "vantage": "server", "fact": "guilty", "values": {}}
        self.assertEqual(found.evidence, [row])

    def test_a_probe_that_did_not_run_leaves_its_rules_unknown(self):
        verdict, because = self.verdict([], convict)
        self.assertEqual(verdict, Verdict.UNKNOWN)
        self.assertTrue(because)

    def test_a_probe_that_saw_nothing_leaves_its_rules_unknown_and_says_why(self):
        for status in (Status.FAILED, Status.SKIPPED):
            seen = saw({}, status=status, because="It was too late.")
            expected = (Verdict.UNKNOWN, "It was too late.")
            self.assertEqual(self.verdict([seen], convict), expected)

    def test_an_answer_that_never_came_may_convict_but_clears_nobody(self):
        seen = [saw(SILENT), saw(PROVEN, probe="echo_web")]
        self.assertEqual(self.verdict(seen, convict)[0], Verdict.FAILED)
        self.assertEqual(self.verdict(seen, acquit)[0], Verdict.UNKNOWN)

    def test_an_optional_probe_may_be_missing(self):
        needs = (ECHO, ODOO)
        self.assertEqual(
            self.verdict([saw(PROVEN)], convict, needs=needs)[0], Verdict.FAILED
        )

    def test_a_stranger_is_judged_only_by_rules_for_strangers(self):
        stranger = [saw({"outcome": "answered", "proven": False})]
        self.assertEqual(self.verdict(stranger, convict)[0], Verdict.UNKNOWN)
        known = self.verdict(stranger, convict, of_anybody=True)
        self.assertEqual(known[0], Verdict.FAILED)

    def test_the_browser_decides_where_the_server_cannot_get_out(self):
        seen = [saw(SILENT), saw(PROVEN, Vantage.BROWSER)]
        self.assertEqual(self.verdict(seen, acquit)[0], Verdict.PASSED)
        self.assertEqual(self.verdict(seen, convict)[0], Verdict.FAILED)

    def test_one_rule_that_crashes_costs_no_other(self):
        with self.assertLogs("proxycheck", "ERROR"):
            found = self.judge(
                [saw(PROVEN)], a_rule("bad", crash), a_rule("good", convict)
            )
        self.assertEqual(found["bad"].verdict, Verdict.CRASHED)
        self.assertIn("oops", found["bad"].because)
        self.assertEqual(found["good"].verdict, Verdict.FAILED)

    def test_a_cause_silences_its_consequences_but_not_what_was_cleared(self):
        cause = a_rule("cause", convict, concerns=(Delivery.NO_SOCKET,))
        effect = a_rule("effect", convict, concerns=(Delivery.LOST,))
        cleared = a_rule("cleared", acquit, concerns=(Delivery.LOST,))
        found = self.judge([saw(PROVEN)], cause, effect, cleared)
        self.assertEqual(set(found), {"cause", "cleared"})

    def test_two_on_one_step_do_not_touch_each_other(self):
        step = (Delivery.LOST,)
        rules = [a_rule(code, convict, concerns=step) for code in ("one", "two")]
        self.assertEqual(set(self.judge([saw(PROVEN)], *rules)), {"one", "two"})

    def test_a_cause_at_another_location_silences_nothing(self):
        cause = a_rule("cause", convict, concerns=(Handshake.LIMITED,), location="/")
        effect = a_rule("effect", convict, concerns=(Handshake.HEADERS,))
        found = self.judge([saw(PROVEN)], cause, effect)
        self.assertEqual(set(found), {"cause", "effect"})

    def test_a_cause_that_is_not_there_silences_nothing(self):
        cause = a_rule("cause", acquit, concerns=(Delivery.NO_SOCKET,))
        effect = a_rule("effect", convict, concerns=(Delivery.LOST,))
        found = self.judge([saw(PROVEN)], cause, effect)
        self.assertEqual(found["effect"].verdict, Verdict.FAILED)

    def test_a_measurement_that_says_more_replaces_the_rules_own_words(self):
        def check(**_facts):
            return evidence(
                Severity.INFO, "upstream", "/x", actions=[GZIP], echo="seen"
            )

        found = self.judge([saw(PROVEN)], a_rule("one", check))["one"]
        words = (found.severity, found.directive, found.location, found.actions)
        self.assertEqual(words, (Severity.INFO, "upstream", "/x", [GZIP.as_dict()]))

    def test_an_outcome_that_is_not_declared_is_the_rules_own_mistake(self):
        def check(**_facts):
            return evidence(Severity.CRITICAL, echo="seen")

        with self.assertLogs("proxycheck", "ERROR"):
            verdict, because = self.verdict([saw(PROVEN)], check)
        self.assertEqual(verdict, Verdict.CRASHED)
        self.assertIn("does not declare", because)

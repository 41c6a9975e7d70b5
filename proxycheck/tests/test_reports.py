"""The one word for a check, and the report around it."""

import datetime
import unittest

from .. import report
from ..finding import Finding, fill
from ..observation import Observation
from ..target import Target
from ..words import Depth, Layer, Severity, Status, Vantage, Verdict

PROVEN = {"outcome": "answered", "proven": True, "headers": {"server": "nginx/1.22.1"}}
STRANGER = {"outcome": "answered", "proven": False, "spoken_by": "other"}
NO_TICKET = {"outcome": "answered", "proven": None, "spoken_by": "odoo"}
DEAF = {"outcome": "refused"}
NOW = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.timezone.utc)


def saw(facts, vantage=Vantage.SERVER, probe="echo"):
    return Observation(probe, vantage, Status.SEEN, facts)


def finding(severity, code="upload_limit_too_small", verdict=Verdict.FAILED):
    return Finding(code, verdict, severity, Layer.NGINX, "proxy_pass", because="So.")


def document(observations, findings=(), **more):
    return report.build(
        target=Target("https://erp.example.com"),
        depth=Depth.QUICK,
        started_at=NOW,
        duration_ms=1.9,
        observations=observations,
        findings=list(findings),
        **more,
    )


class TestVerdicts(unittest.TestCase):
    def verdict(self, observations, *severities, **more):
        findings = [finding(severity) for severity in severities]
        return document(observations, findings, **more)["verdict"]

    def test_the_worst_finding_decides(self):
        seen = [saw(PROVEN)]
        self.assertEqual(self.verdict(seen), "healthy")
        self.assertEqual(self.verdict(seen, Severity.INFO), "healthy")
        self.assertEqual(
            self.verdict(seen, Severity.WARNING, Severity.INFO), "degraded"
        )
        self.assertEqual(self.verdict(seen, Severity.INFO, Severity.CRITICAL), "broken")

    def test_what_is_muted_counts_for_nothing_and_is_still_shown(self):
        muted = {"muted": ["upload_limit_too_small"]}
        self.assertEqual(
            self.verdict([saw(PROVEN)], Severity.CRITICAL, **muted), "healthy"
        )
        shown = document([saw(PROVEN)], [finding(Severity.CRITICAL)], **muted)[
            "findings"
        ]
        self.assertTrue(shown[0]["muted"])

    def test_what_nobody_could_reach_is_neither_healthy_nor_broken(self):
        self.assertEqual(self.verdict([]), "unreachable")
        self.assertEqual(self.verdict([saw(DEAF)], Severity.CRITICAL), "unreachable")
        self.assertEqual(self.verdict([saw(PROVEN, Vantage.DIRECT)]), "unreachable")

    def test_the_browser_may_get_through_where_the_server_did_not(self):
        self.assertEqual(
            self.verdict([saw(DEAF), saw(PROVEN, Vantage.BROWSER)]), "healthy"
        )

    def test_a_strangers_answer_is_no_sign_of_health(self):
        self.assertEqual(self.verdict([saw(STRANGER)]), "unreachable")
        self.assertEqual(self.verdict([saw(STRANGER)], Severity.CRITICAL), "broken")

    def test_without_a_ticket_any_odoo_will_do(self):
        self.assertEqual(self.verdict([saw(NO_TICKET)]), "healthy")


class TestReports(unittest.TestCase):
    def test_findings_stand_worst_first(self):
        findings = [
            finding(s) for s in (Severity.INFO, Severity.CRITICAL, Severity.WARNING)
        ]
        rows = document([saw(PROVEN)], findings)["findings"]
        worst_first = ["critical", "warning", "info"]
        self.assertEqual([row["severity"] for row in rows], worst_first)

    def test_what_was_not_tested_is_no_finding_and_says_why(self):
        verdicts = (Verdict.UNKNOWN, Verdict.CRASHED)
        findings = [finding(Severity.CRITICAL, verdict=v) for v in verdicts]
        told = document([saw(PROVEN)], findings)
        row = {"code": "upload_limit_too_small", "because": "So."}
        self.assertEqual((told["findings"], told["unknown"]), ([], [row, row]))

    def test_times_are_utc_and_durations_whole(self):
        told = document([saw(PROVEN)])
        self.assertEqual(told["started_at"], "2026-01-31T12:00:00Z")
        self.assertEqual(told["duration_ms"], 1)

    def test_the_proxy_is_named_by_its_own_signature(self):
        seen, unseen = document([saw(PROVEN)])["proxy"], document([])["proxy"]
        self.assertEqual((seen["kind"], seen["server"]), ("nginx", "nginx/1.22.1"))
        self.assertEqual((unseen["kind"], unseen["server"]), ("unknown", ""))

    def test_a_round_trip_that_was_not_made_is_neither_delivered_nor_lost(self):
        self.assertIsNone(document([])["roundtrip"]["delivered"])
        lost = [saw({"delivered": False}, probe="roundtrip")]
        self.assertIs(document(lost)["roundtrip"]["delivered"], False)

    def test_a_report_can_be_read_as_text_and_as_markdown(self):
        told = document([saw(PROVEN)], [finding(Severity.CRITICAL)])
        for words in (report.as_text(told), report.as_markdown(told)):
            self.assertIn("https://erp.example.com", words)
            self.assertIn("Broken", words)


class TestTexts(unittest.TestCase):
    def test_a_value_that_is_missing_or_a_broken_translation_hides_nothing(self):
        self.assertEqual(fill("%(a)s and %(b)s", {"a": 1}), "1 and ?")
        self.assertEqual(fill("50 % of %(a)s", {"a": 1}), "50 % of %(a)s")

    def test_a_finding_whose_rule_is_gone_keeps_its_code(self):
        row = finding(Severity.INFO, code="of_an_older_version").as_dict()
        self.assertEqual(
            Finding.from_dict(row).render()["title"], "of_an_older_version"
        )

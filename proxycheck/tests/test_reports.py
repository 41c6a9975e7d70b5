"""The one word for a check, and the report around it."""

# Long, for each verdict and each line of a report has its test.

import datetime
import json
import unittest
from pathlib import Path

from .. import report
from ..judge.finding import Finding, fill
from ..observation import Observation
from ..subjects import VERDICTS, verdict_sentence
from ..target import Target
from ..words import CheckVerdict, Depth, Layer, Severity, Status, Vantage, Verdict

PROVEN = {"outcome": "answered", "proven": True, "headers": {"server": "nginx/1.22.1"}}
STRANGER = {"outcome": "answered", "proven": False, "spoken_by": "other"}
NO_TICKET = {"outcome": "answered", "proven": None, "spoken_by": "odoo"}
OPENED = {"outcome": "answered", "opened": 2, "tries": [{}, {}]}
REFUSED = {"outcome": "answered", "status": 500, "opened": 0, "tries": [{}]}
DELIVERED = {"connected": True, "delivered": True}
DEAF = {"outcome": "refused"}
NOW = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.timezone.utc)


def saw(facts, vantage=Vantage.SERVER, probe="echo"):
    return Observation(probe, vantage, Status.SEEN, facts)


def came_through(vantage=Vantage.SERVER):
    """A notification that arrived over the public address, with the echo beside it."""
    return [saw(PROVEN, vantage), saw(DELIVERED, vantage, probe="roundtrip")]


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
        seen = came_through()
        self.assertEqual(self.verdict(seen), "healthy")
        self.assertEqual(self.verdict(seen, Severity.INFO), "healthy")
        self.assertEqual(
            self.verdict(seen, Severity.WARNING, Severity.INFO), "degraded"
        )
        self.assertEqual(self.verdict(seen, Severity.INFO, Severity.CRITICAL), "broken")

    def test_what_is_muted_counts_for_nothing_and_is_still_shown(self):
        muted = {"muted": ["upload_limit_too_small"]}
        self.assertEqual(
            self.verdict(came_through(), Severity.CRITICAL, **muted), "healthy"
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
            self.verdict([saw(DEAF), *came_through(Vantage.BROWSER)]), "healthy"
        )

    def test_a_strangers_answer_is_no_sign_of_health(self):
        self.assertEqual(self.verdict([saw(STRANGER)]), "unreachable")
        self.assertEqual(self.verdict([saw(STRANGER)], Severity.CRITICAL), "broken")

    def test_without_a_ticket_any_odoo_will_do_whose_websocket_opens(self):
        opened = saw(OPENED, probe="handshake")
        self.assertEqual(self.verdict([saw(NO_TICKET), opened]), "healthy")

    def test_nothing_is_healthy_without_proof_of_real_time(self):
        lost = saw({"connected": True, "delivered": False}, probe="roundtrip")
        opened = saw(OPENED, probe="handshake")
        for seen in (
            [saw(NO_TICKET)],
            [saw(NO_TICKET), saw(REFUSED, probe="handshake")],
            [saw(NO_TICKET), saw({**OPENED, "opened": 1}, probe="handshake")],
            [saw(PROVEN), opened],
            [saw(PROVEN), opened, lost],
            [saw(PROVEN), saw(DELIVERED, Vantage.DIRECT, probe="roundtrip")],
        ):
            self.assertEqual(self.verdict(seen), "unknown")
        self.assertEqual(self.verdict([saw(PROVEN)], Severity.WARNING), "degraded")

    def test_every_verdict_has_its_exit_code(self):
        codes = {str(verdict): verdict.exit_code for verdict in CheckVerdict}
        told = {"healthy": 0, "degraded": 1, "broken": 2, "unknown": 3}
        self.assertEqual(codes, {**told, "unreachable": 3})


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

    def test_a_layer_is_named_by_what_nobody_else_sends(self):
        def layers(headers=(), received=()):
            facts = {**PROVEN, "received": dict(received)}
            facts["headers"] = {"server": "openresty", **dict(headers)}
            return document([saw(facts)])["proxy"]["layers"]

        for headers, expected in (
            ({"x-served-by": "erp.example.com"}, ["nginx-proxy-manager"]),
            ({"x-served-by": "cache.example.com"}, ["nginx-proxy-manager"]),
            ({"x-served-by": "cache-fra19120-FRA"}, ["fastly", "nginx"]),
            ({"cf-ray": "8f0a-FRA"}, ["cloudflare", "nginx"]),
            ({"x-varnish": "32770 3"}, ["varnish", "nginx"]),
            ({"x-varnish": "", "x-azure-ref": ""}, ["nginx"]),
        ):
            self.assertEqual(layers(headers), expected, headers)
        plain = {"server": "nginx", "x-served-by": "erp.example.com"}
        self.assertEqual(layers(plain), ["nginx"])
        traced = {"x-amzn-trace-id": "Root=1-67891233-abcdef012345678912345678"}
        self.assertEqual(layers(received=traced), ["aws", "nginx"])

    def test_a_round_trip_that_was_not_made_is_neither_delivered_nor_lost(self):
        self.assertIsNone(document([])["roundtrip"]["delivered"])
        lost = [saw({"delivered": False}, probe="roundtrip")]
        self.assertIs(document(lost)["roundtrip"]["delivered"], False)

    def test_a_report_can_be_read_as_text_and_as_markdown(self):
        told = document([saw(PROVEN)], [finding(Severity.CRITICAL)])
        for words in (report.as_text(told), report.as_markdown(told)):
            self.assertIn("https://erp.example.com", words)
            self.assertIn("Broken", words)

    def test_a_report_says_whether_timeouts_were_measured(self):
        hold = saw({"held": True, "asked_s": 118}, probe="hold_websocket")
        cut = saw({"status": 504, "held_s": 60.1}, probe="hold_root")
        quick, full = document([saw(PROVEN)]), document([saw(PROVEN), hold, cut])
        for words in (report.as_text, report.as_markdown):
            self.assertIn("Timeouts were not measured: a full check", words(quick))
            self.assertIn("/websocket more than 100 s, / 60 s.", words(full))
        unseen = {**quick, "depth": "full"}
        self.assertIn("Timeouts could not be measured.", report.as_text(unseen))

    def test_without_a_round_trip_the_handshake_is_told(self):
        refused = {**REFUSED, "spoken_by": "odoo"}
        for facts, words in ((OPENED, "opened"), (refused, "HTTP 500 from Odoo")):
            told = report.as_text(document([saw(facts, probe="handshake")]))
            self.assertIn(f"not measured. Websocket: {words}.", told)

    def test_without_a_message_sent_none_is_said_to_arrive(self):
        opened = {**document([saw(PROVEN)]), "verdict": "healthy"}
        arrived = {**opened, "roundtrip": {**opened["roundtrip"], "delivered": True}}
        self.assertIn("No message was sent", verdict_sentence(opened))
        self.assertEqual(verdict_sentence(arrived), VERDICTS["healthy"])

    def test_every_verdict_has_its_sentence(self):
        self.assertEqual(set(VERDICTS), {str(v) for v in CheckVerdict})

    def test_the_schema_knows_every_verdict(self):
        schema = json.loads(
            Path(report.__file__).with_name("report.schema.json").read_text()
        )
        self.assertEqual(schema["properties"]["verdict"]["enum"], list(CheckVerdict))


class TestTexts(unittest.TestCase):
    def test_a_value_that_is_missing_or_a_broken_translation_hides_nothing(self):
        self.assertEqual(fill("%(a)s and %(b)s", {"a": 1}), "1 and ?")
        self.assertEqual(fill("50 % of %(a)s %(b", {"a": 1}), "50 % of 1 %(b")
        self.assertEqual(fill("%(a)999999999s %%", {"a": 1}), "%(a)999999999s %")

    def test_a_finding_whose_rule_is_gone_keeps_its_code(self):
        row = finding(Severity.INFO, code="of_an_older_version").as_dict()
        self.assertEqual(
            Finding.from_dict(row).render()["title"], "of_an_older_version"
        )

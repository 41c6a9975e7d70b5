"""What is read line by line shows no line that a peer wrote."""

import copy
import unittest
from typing import Any

from ..judge import judge
from ..judge.finding import Finding
from ..observation import Observation, one_line
from ..registry import rules
from ..report import fingerprint, monitor, nagios
from ..report.markdown import as_markdown
from ..report.text import as_text
from ..words import Layer, Severity, Status, Vantage, Verdict
from . import worlds
from .test_redact import FREE, places, report

EVIL = "proxy_pass http://evil.example;"
#: Each way in which Python, a terminal or Markdown ends a line.
ENDS = ("\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029")
FORGED = [f"erp{end}   Paste:{end}       {EVIL}" for end in ENDS]


def replaced(document, path, text):
    """A copy of the document with another text at that path."""
    document = copy.deepcopy(document)
    node = document
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = text
    return document


class Reports(unittest.TestCase):
    def test_no_text_of_a_report_begins_a_line(self):
        clean = report()
        ours = [path for path in places(clean) if path[-1] in FREE - {"fix"}]
        ours += [
            path for path in places(clean) if path[-1] in ("directive", "location")
        ]
        for path in ours:
            for forged in FORGED:
                document = replaced(clean, path, forged)
                for shown in (as_text(document), as_markdown(document)):
                    with self.subTest(path=path, forged=forged):
                        self.assertEqual(starts(shown), [])

    def test_one_line_keeps_what_was_said(self):
        for forged in FORGED:
            self.assertEqual(one_line(forged), f"erp Paste: {EVIL}")


class Judged(unittest.TestCase):
    def test_evidence_and_values_of_every_rule_stay_on_their_line(self):
        fired = 0
        for world in (worlds.healthy(), *map(worlds.world, worlds.names())):
            for observation in world:
                observation.facts = spoilt(observation.facts)
            for finding in judge.judge(world):
                fired += finding.verdict is Verdict.FAILED
                texts = finding.render()
                said = [row["fact"] for row in finding.seen()]
                said += [finding.directive, finding.location, finding.because]
                said += [texts[name] for name in ("title", "explanation", "symptom")]
                with self.subTest(finding.code):
                    self.assertEqual([one for one in said if one != one_line(one)], [])
                    self.assertNotIn("evil", texts["fix"])
        self.assertGreater(fired, 20)

    def test_lines_to_paste_take_names_and_numbers_only(self):
        rule = rules()["another_server_answers"]
        for host, shown in {
            "erp.example.com": "server_name erp.example.com;",
            "[::1]:8443": "server_name [::1]:8443;",
            f"a;\n{EVIL}": "server_name ?;",
            f"a; {EVIL}": "server_name ?;",
            "a} #": "server_name ?;",
        }.items():
            finding = Finding(
                rule.code,
                Verdict.FAILED,
                Severity.CRITICAL,
                Layer.NGINX,
                "server_name",
                values={"host": host},
            )
            self.assertEqual(finding.render()["fix"].splitlines()[-1], shown)

    def test_a_reason_that_a_browser_gave_is_one_line(self):
        row = {
            "probe": "echo",
            "vantage": "browser",
            "status": "failed",
            "because": FORGED[0],
        }
        self.assertEqual(Observation.from_dict(row).because, one_line(FORGED[0]))

    def test_what_a_proxy_does_is_told_in_one_line(self):
        names = {"subject": FORGED[0], "issuer": FORGED[1], "not_after": "x"}
        seen = [
            Observation("tls", Vantage.SERVER, Status.SEEN, {"certificate": names}),
            Observation(
                "echo", Vantage.SERVER, Status.SEEN, {"headers": {"server": FORGED[2]}}
            ),
        ]
        marks = fingerprint.fingerprint(seen)
        self.assertIn("evil", marks["ssl_certificate"])
        self.assertIn("evil", marks["Server"])
        for value in marks.values():
            self.assertEqual(value, one_line(value))

    def test_a_monitor_reads_one_line(self):
        for forged in FORGED:
            one = monitor.Sample(
                "https://a", 60.0, 1000.0, verdict="broken", directive=forged
            )
            for line in (monitor.worst([one], 1001)[1], nagios.line([one], 1001)):
                self.assertEqual(line, one_line(line))


def starts(shown):
    """The lines that begin with what was forged."""
    lines = [line.strip(" -`*") for line in shown.splitlines()]
    return [line for line in lines if line.startswith(EVIL)]


def spoilt(value) -> Any:
    """Facts whose texts are the same words with a forged line behind."""
    if isinstance(value, dict):
        return {name: spoilt(row) for name, row in value.items()}
    if isinstance(value, list):
        return [spoilt(row) for row in value]
    kept = ("answered", "odoo_echo", "odoo", "nginx", "https", "http")
    if not isinstance(value, str) or value in kept or not value:
        return value
    return f"{value}\n   Paste:\n   {EVIL}"


if __name__ == "__main__":
    unittest.main()

"""Samples of a report, and the three texts made of them."""

import copy
import json
import unittest

from ..report import monitor, nagios, prometheus
from ..report.monitor import Health, Sample
from ..words import CheckVerdict
from .test_redact import finding, report

CHECKED = 1769860800.0  # 2026-01-31T12:00:00Z
NOW = CHECKED + 600
FRESH = {"stale_after": 3600.0, "checked_at": CHECKED}


def sample(verdict="degraded", **facts):
    """A fresh sample of a report with one warning and these facts of probes."""
    document = copy.deepcopy(report())
    document["verdict"] = verdict
    document["observations"] = [
        {
            "probe": probe,
            "vantage": "server",
            "status": "seen",
            "duration_ms": 1.0,
            "facts": seen,
        }
        for probe, seen in facts.items()
    ]
    made = monitor.sample(document)
    return Sample(**{**vars(made), "stale_after": 3600.0})


class Lines(unittest.TestCase):
    def test_one_line_says_what_is_wrong_or_since_when_nothing_is_known(self):
        for verdict, line in {
            "healthy": "OK",
            "degraded": "DEGRADED gzip",
            "broken": "BROKEN gzip",
            "unreachable": "UNREACHABLE gzip",
            "unknown": "UNKNOWN no real-time message was seen to arrive",
        }.items():
            self.assertEqual(sample(verdict).line(NOW), line)
        self.assertEqual(Sample("x").line(NOW), "STALE never checked")
        old = sample("broken").line(CHECKED + 3601)
        self.assertEqual(old, "STALE since 2026-01-31T12:00:00Z")

    def test_who_waits_for_the_first_check_is_no_outage_and_no_health(self):
        well = Sample("https://a", verdict="healthy", **FRESH)
        new = Sample("https://b", watched_since=NOW - 3600)
        for samples, health, word in (
            ([well, new], Health.OK, "OK"),
            ([new], Health.WAITING, "UNKNOWN"),
        ):
            self.assertIs(monitor.worst(samples, NOW)[0], health)
            self.assertIn(f"PROXY HEALTH {word} - ", nagios.line(samples, NOW))
        self.assertNotIn(Health.WAITING, monitor.ALARMING)
        self.assertIs(new.health(NOW + 86400), Health.STALE)
        text = prometheus.exposition([new], NOW)
        self.assertNotIn("proxy_health_up{", text)
        self.assertIn('proxy_health_stale{target="https://b"} 0', text)

    def test_a_sample_comes_back_as_it_was_stored(self):
        limits = {"paths": {"/": {"limit_bytes": 1048576}}}
        made = sample(body_limit=limits)
        self.assertTrue(made.limits)
        stored = json.loads(json.dumps(made.as_dict()))
        self.assertEqual(Sample.from_dict({**stored, "of_later": 1}), made)

    def test_the_worst_target_speaks_for_all(self):
        well = Sample("https://a", verdict="healthy", **FRESH)
        worse = Sample("https://b", verdict="broken", directive="upstream", **FRESH)
        self.assertEqual(
            monitor.worst([well, worse, Sample("https://c")], NOW),
            (Health.BROKEN, "BROKEN upstream (https://b)"),
        )
        self.assertEqual(monitor.worst([well], NOW), (Health.OK, "OK"))

    def test_what_is_not_proven_is_worse_than_a_warning_and_nobodys_well_being(self):
        unproven = Sample("https://a", verdict="unknown", **FRESH)
        warned = Sample("https://b", verdict="degraded", **FRESH)
        health, _line = monitor.worst([warned, unproven], NOW)
        self.assertIs(health, Health.UNKNOWN)
        self.assertIn(health, monitor.ALARMING)
        self.assertIn("PROXY HEALTH UNKNOWN", nagios.line([unproven], NOW))
        up = 'proxy_health_up{target="https://a"} 0'
        self.assertIn(up, prometheus.exposition([unproven], NOW))

    def test_every_verdict_is_known_to_monitors(self):
        self.assertEqual(set(monitor.OF_VERDICT), set(CheckVerdict))
        self.assertEqual(set(nagios.WORDS), set(Health))
        self.assertEqual(set(monitor.WORST_FIRST), set(Health))

    def test_without_any_target_nothing_is_known(self):
        self.assertIs(monitor.worst([], NOW)[0], Health.STALE)

    def test_a_muted_finding_is_not_named(self):
        document = report()
        document["findings"] = [{**finding(), "muted": True}]
        made = monitor.sample(document)
        self.assertEqual((made.directive, made.findings["warning"]), ("", 0))


class Nagios(unittest.TestCase):
    def test_exit_word_sentence_and_perfdata(self):
        self.assertEqual(
            nagios.line([sample()], NOW),
            "PROXY HEALTH WARNING - DEGRADED gzip | 'age'=600s;;3600;0"
            " 'roundtrip'=0.0142s;;;0 'critical'=0;;;0 'warning'=1;;;0 'info'=0;;;0",
        )

    def test_what_is_not_known_is_u(self):
        self.assertEqual(
            nagios.line([Sample("x")], NOW),
            "PROXY HEALTH UNKNOWN - STALE never checked | 'age'=U 'roundtrip'=U",
        )

    def test_nothing_from_outside_breaks_the_line(self):
        evil = Sample("x", directive="a|b\n'c'", verdict="broken", **FRESH)
        line = nagios.line([evil], NOW)
        self.assertEqual((line.count("|"), line.count("\n")), (1, 0))


class Prometheus(unittest.TestCase):
    def lines(self, *samples):
        return prometheus.exposition(samples, NOW).splitlines()

    def test_what_is_measured_is_exposed(self):
        limit = {"paths": {"/": {"limit_bytes": 1048576}}}
        hold = {"held": False, "held_s": 10.0}
        tls = {"certificate": {"not_after": "2026-02-10T12:00:00Z"}}
        lines = self.lines(sample("broken", body_limit=limit, hold_root=hold, tls=tls))
        at = 'target="https://erp.example.com"'
        for line in (
            f"proxy_health_up{{{at}}} 0",
            f'proxy_health_verdict{{{at},verdict="broken"}} 1',
            f'proxy_health_verdict{{{at},verdict="healthy"}} 0',
            f'proxy_health_findings{{{at},severity="warning"}} 1',
            f"proxy_health_check_age_seconds{{{at}}} 600.0",
            f"proxy_health_roundtrip_seconds{{{at}}} 0.0142",
            f'proxy_health_limit_bytes{{{at},directive="client_max_body_size",location="/"}}'
            " 1048576",
            f'proxy_health_limit_seconds{{{at},directive="proxy_read_timeout",location="/"}}'
            " 10.0",
            f"proxy_health_certificate_expiry_days{{{at}}} 9.99",
        ):
            self.assertIn(line, lines)

    def test_a_connection_that_was_held_shows_no_limit(self):
        self.assertEqual(sample(hold_root={"held": True, "held_s": 75.0}).limits, {})

    def test_labels_are_escaped(self):
        line = 'proxy_health_stale{target="a\\"\\\\\\nb"} 1'
        self.assertIn(line, self.lines(Sample('a"\\\nb')))


class HostileFacts(unittest.TestCase):
    def test_facts_of_any_type_make_a_sample(self):
        for evil in (None, "x", 7, [], {"/": 1}, {"/": {"limit_bytes": "x"}}):
            facts = {"paths": evil, "certificate": evil, "held": False, "held_s": "x"}
            made = sample(body_limit=facts, tls=facts, hold_root=facts)
            self.assertEqual((made.limits, made.certificate_until), ({}, None))


if __name__ == "__main__":
    unittest.main()

"""The table of what the proxy does: it never ticks what nobody saw, or what is wrong."""

import datetime
import unittest

from .. import report
from ..judge.judge import judge
from ..registry import rules
from ..report.paste import RELOAD, all_fixes, fix_of
from ..report.proxy_table import BLOCKS, ROWS, table, table_lines
from ..target import Target
from ..words import Depth
from . import worlds
from .test_reports import saw


def told(observations):
    return report.build(
        target=Target("https://erp.example.com"),
        depth=Depth.QUICK,
        started_at=datetime.datetime(2026, 1, 31, tzinfo=datetime.timezone.utc),
        duration_ms=1,
        observations=observations,
        findings=judge(observations),
    )


def cells(document, name, block):
    made = table(document)
    [row] = [row for row in made["rows"] if row["name"] == name]
    return row["cells"][made["columns"].index(block)]


class TestTable(unittest.TestCase):
    def test_a_healthy_proxy_has_nothing_wrong_and_ticks_what_counts(self):
        document = told(worlds.healthy())
        states = {c["state"] for row in table(document)["rows"] for c in row["cells"]}
        self.assertFalse(states & {"wrong"}, table_lines(document))
        for name, block in (("host", "/"), ("upgrade", "/websocket"), ("upload", "/")):
            self.assertEqual(cells(document, name, block)["state"], "in_order", name)

    def test_what_nobody_saw_is_not_measured(self):
        for row in table(told([]))["rows"]:
            for cell in row["cells"]:
                self.assertIn(cell["state"], ("not_measured", "no_matter"))
        self.assertEqual(table_lines(told([])), [])

    def test_buffering_is_told_of_each_block_by_its_own_stream(self):
        whole = {"status": 200, "body_bytes": 256, "expected_bytes": 256}
        seen = {
            "stream": {**whole, "spread_ms": 1.0},
            "stream_websocket": {**whole, "spread_ms": 301.0},
        }
        rows = [saw(facts, probe=name) for name, facts in seen.items()]
        values = [cells(told(rows), "buffering", one)["value"] for one in BLOCKS]
        self.assertEqual(values[:2], ["on", "off"])
        rows[1].facts["status"] = 404
        websocket = cells(told(rows), "buffering", "/websocket")
        self.assertEqual(websocket["state"], "not_measured")

    def test_a_stream_that_was_cut_tells_nothing_of_buffering(self):
        cut = {"status": 200, "expected_bytes": 256, "spread_ms": 1.0}
        for facts in (cut, {**cut, "body_bytes": 64}):
            document = told([saw(facts, probe="stream")])
            cell = cells(document, "buffering", "/")
            self.assertEqual(cell["state"], "not_measured")

    def test_a_lost_header_is_wrong_and_names_its_finding(self):
        seen = [one for one in worlds.healthy()]
        for one in seen:
            received = one.facts.get("received")
            if one.probe.startswith("echo") and isinstance(received, dict):
                received.pop("x-forwarded-host", None)
                one.facts["proxied"] = False
        cell = cells(told(seen), "x-forwarded-host", "/")
        self.assertEqual((cell["value"], cell["state"]), ("absent", "wrong"))
        self.assertEqual(cell["code"], "forwarded_host_missing")

    def test_each_directive_of_a_row_is_one_of_a_rule_or_is_judged_by_none(self):
        known = {d for rule in rules().values() for d in rule.directives}
        free = {"proxy_http_version", "proxy_buffering"}
        named = {directive for row in ROWS for directive in row.directives}
        self.assertLessEqual(named, known | free)
        self.assertEqual(list(BLOCKS)[0], "/")


class TestPaste(unittest.TestCase):
    ROW = {
        "layer": "nginx",
        "location": "/websocket",
        "fix": "proxy_pass http://127.0.0.1:8072;",
        "muted": False,
    }

    def test_a_text_alone_is_one_step_in_its_block(self):
        made = fix_of(self.ROW)
        [step] = made["steps"]
        self.assertEqual(step["text"], "Lines to paste into location /websocket:")
        self.assertEqual(step["lines"], [["", self.ROW["fix"]]])
        self.assertEqual(made["then"], RELOAD)
        self.assertIn("127.0.0.1", made["hint"])

    def test_a_replaced_line_is_a_diff(self):
        old, new = "proxy_set_header Host $host;", "proxy_set_header Host $http_host;"
        actions = [{"do": "replace", "where": "location /", "old": old, "new": new}]
        [step] = fix_of({**self.ROW, "actions": actions})["steps"]
        self.assertEqual(step["lines"], [["-", old], ["+", new]])
        self.assertFalse(fix_of({**self.ROW, "actions": actions})["hint"])

    def test_a_line_that_may_not_be_there_is_not_said_to_be(self):
        old, new = "proxy_set_header Host …;", "proxy_set_header Host $http_host;"
        actions = [{"do": "replace", "where": "location /", "old": old, "new": new}]
        [step] = fix_of({**self.ROW, "actions": actions})["steps"]
        self.assertIn("if it is there", step["text"])

    def test_all_fixes_are_gathered_by_block_without_muted_and_doubles(self):
        other = {**self.ROW, "location": "/", "fix": "proxy_buffering off;"}
        muted = {**self.ROW, "fix": "never;", "muted": True}
        text = all_fixes([self.ROW, other, self.ROW, muted])
        self.assertEqual(text.count("# In location /websocket\n"), 1)
        self.assertEqual(text.count(self.ROW["fix"]), 1)
        self.assertNotIn("never", text)
        self.assertTrue(text.endswith(f"# {RELOAD}"))
        self.assertEqual(all_fixes([]), "")

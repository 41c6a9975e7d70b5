"""Lines of logs are recognised, counted and explained; what they hold of secrets is not told."""

# Long, for reading, counting, telling and comparing are each tried.

import io
import json
import re
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from datetime import timezone
from pathlib import Path

from ..command.main import main
from ..command.options import USAGE
from ..errors import ProxyCheckError
from ..logs.catalogue import LOGS, kinds
from ..logs.explained import explain
from ..logs.reading import BLOCK, Reader
from ..logs.tally import MAX_DIFFERENT
from ..logs.text import as_text
from ..registry import rules

ERROR = "2026/11/25 00:44:41 [error] 12#12: *45 {}\n"
ANSWER = '192.0.2.7 - - [25/Nov/2026:00:44:41 +0000] "GET {} HTTP/1.1" {} 5 "-" "{}"\n'
REFUSED = (
    "connect() failed (111: Connection refused) while connecting to upstream, client:"
    ' 192.0.2.7, server: erp, request: "GET {} HTTP/1.1", upstream:'
    ' "http://127.0.0.1:8072/websocket", host: "erp"'
)
REPORT = {
    "target": {"base_url": "https://erp.example.com"},
    "verdict": "broken",
    "started_at": "2026-11-25T00:44:40Z",
    "duration_ms": 900,
    "findings": [],
    "unknown": [],
    "passed": [],
}


def read(text, report=None):
    """What `explain` says of a text; nginx's machine is in UTC."""
    return explain(io.BytesIO(text.encode()), report, zone=timezone.utc)


def line_of(kind):
    """A line of the log of this kind of message."""
    if kind.statuses:
        return ANSWER.format(kind.areas[0], kind.statuses[0], "Mozilla/5.0")
    return (
        ERROR.format(kind.sample) if kind.log == "nginx_error" else f"{kind.sample}\n"
    )


def codes(explained):
    return [one["code"] for one in explained["messages"]]


class TestKinds(unittest.TestCase):
    def test_each_kind_is_recognised_by_its_sample_and_no_other_is(self):
        for kind in kinds().values():
            with self.subTest(kind.code):
                told = read(line_of(kind))
                self.assertEqual(codes(told), [kind.code])
                self.assertEqual(told["lines"][kind.log], 1)
                self.assertEqual(told["other"], 0)

    def test_no_two_kinds_of_a_log_match_the_same_message(self):
        for one in kinds().values():
            for other in kinds().values():
                if one.sample and one is not other and one.log == other.log:
                    text = one.sample
                    if one.log == "odoo":
                        text = text.split(": ", 1)[1]
                    find = re.search if one.log == "browser" else re.match
                    with self.subTest(f"{one.code} {other.code}"):
                        self.assertFalse(other.begins and find(other.begins, text))

    def test_each_kind_names_rules_that_exist_and_where_it_is_written(self):
        for kind in kinds().values():
            with self.subTest(kind.code):
                self.assertLessEqual(set(kind.all_codes), set(rules()))
                self.assertTrue(kind.source)
                self.assertTrue(kind.title.endswith("."))

    def test_every_log_has_kinds(self):
        self.assertEqual({kind.log for kind in kinds().values()}, set(LOGS))


class TestReading(unittest.TestCase):
    def test_messages_are_counted_by_area_with_first_and_last_time(self):
        text = (
            ERROR.format(REFUSED.format("/websocket?version=19.0-2")) * 3
            + ERROR.format(REFUSED.format("/web/login"))
            + ERROR.replace("44:41", "59:59").format(REFUSED.format("/websocket"))
        )
        websocket, page = read(text)["messages"]
        self.assertEqual((websocket["area"], websocket["count"]), ("/websocket", 4))
        self.assertEqual(websocket["first"], "2026-11-25T00:44:41+00:00")
        self.assertEqual(websocket["last"], "2026-11-25T00:59:59+00:00")
        self.assertEqual(websocket["paths"], [{"text": "/websocket", "count": 4}])
        self.assertEqual(websocket["upstreams"][0]["text"], "http://127.0.0.1:8072")
        self.assertEqual(websocket["rules"][0]["code"], "websocket_upstream_dead")
        self.assertEqual(page["rules"][0]["code"], "site_upstream_dead")

    def test_the_last_line_of_a_traceback_has_the_time_of_its_first(self):
        text = (
            "2026-11-25 00:44:41,5 1 ERROR erp odoo.http: Exception during request.\n"
            "2026-11-25 00:44:41,500 1 ERROR erp odoo.http: Exception during request.\n"
            '  File "http.py", line 3, in dispatch\n'
            "RuntimeError: Couldn't bind the websocket. Is the connection …\n"
        )
        [message] = read(text)["messages"]
        self.assertEqual(message["first"], "2026-11-25T00:44:41+00:00")

    def test_what_journald_syslog_and_compose_put_in_front_is_skipped(self):
        line = ERROR.format(REFUSED.format("/websocket"))
        for front in (
            "proxy-1  | ",
            "Nov 25 00:44:41 erp nginx[12]: ",
            "2026-11-25T00:44:41+0000 erp nginx[12]: ",
            "<187>Nov  5 00:44:41 erp nginx: ",
        ):
            with self.subTest(front):
                self.assertEqual(codes(read(front + line)), ["upstream_refused"])

    def test_windows_line_ends_and_binary_are_read(self):
        text = ERROR.format(REFUSED.format("/websocket")).replace("\n", "\r\n")
        self.assertEqual(codes(read(text)), ["upstream_refused"])
        self.assertEqual(explain(io.BytesIO(bytes(range(256)) * 50))["messages"], [])

    def test_a_line_across_two_blocks_is_one_line_and_an_endless_one_ends(self):
        filler = "x" * (BLOCK - 40) + "\n"
        line = ERROR.format(REFUSED.format("/websocket"))
        told = read(filler + line + "y" * (3 * BLOCK))
        self.assertEqual(codes(told), ["upstream_refused"])
        self.assertEqual(told["messages"][0]["count"], 1)

    def test_memory_does_not_grow_with_different_paths(self):
        reader = Reader()
        lines = (
            ANSWER.format(f"/shop/{'x' * (n % 70)}/a{n}b", 502, "") for n in range(5000)
        )
        tally = reader.read(io.BytesIO("".join(lines).encode()))
        [row] = tally.rows.values()
        self.assertEqual(row.count, 5000)
        self.assertLessEqual(len(row.paths), MAX_DIFFERENT + 1)

    def test_secrets_are_not_repeated(self):
        secret = "Zx81kd72Qw93mn55Tr04pl66"
        path = f"/web/reset/{secret}?token={secret}&db=erp"
        for line in (
            ERROR.format(REFUSED.format(path)),
            ANSWER.format(path, 502, "Mozilla/5.0"),
            f"WebSocket connection to 'wss://e.com{path}' failed: \n",
            ERROR.format(f'unknown directive "{secret}" in /etc/nginx/x:1'),
        ):
            with self.subTest(line[:60]):
                told = read(line)
                self.assertTrue(told["messages"])
                self.assertNotIn(secret, json.dumps(told))
                self.assertNotIn("192.0.2.7", json.dumps(told))
                self.assertNotIn(secret, as_text(told))


class TestOwnLines(unittest.TestCase):
    def count(self, text, report=None):
        [message] = read(text, report)["messages"]
        return message["count"], message["ours"]

    def test_probes_are_known_by_path_and_by_name(self):
        path = ERROR.format(REFUSED.format("/websocket/proxy_health/echo"))
        self.assertEqual(self.count(path), (1, 1))
        name = "Mozilla/5.0 (compatible; Proxy-Health)"
        self.assertEqual(self.count(ANSWER.format("/websocket", 502, name)), (1, 1))
        self.assertEqual(self.count(ANSWER.format("/websocket", 502, "x")), (1, 0))

    def test_probes_are_known_by_the_time_of_the_check(self):
        text = ERROR.format(REFUSED.format("/websocket"))
        self.assertEqual(self.count(text), (1, 0))
        self.assertEqual(self.count(text, REPORT), (1, 1))
        later = text.replace("00:44:41", "00:54:41")
        self.assertEqual(self.count(later, REPORT), (1, 0))
        other = ERROR.format(REFUSED.format("/shop/cart"))
        self.assertEqual(self.count(other, REPORT), (1, 0))


class TestAgreement(unittest.TestCase):
    def says(self, **report):
        text = ERROR.format(REFUSED.format("/websocket"))
        [message] = read(text, {**REPORT, **report})["messages"]
        return message["agreement"]

    def test_a_finding_of_the_check_agrees(self):
        finding = {"code": "websocket_upstream_dead", "title": "Nothing listens"}
        agreement = self.says(findings=[finding])
        self.assertEqual(agreement["says"], "agrees")
        self.assertIn("Nothing listens", agreement["text"])

    def test_what_passed_is_compared_by_time(self):
        passed = ["websocket_upstream_dead"]
        after = self.says(passed=passed)
        before = self.says(passed=passed, started_at="2026-11-25T01:00:00Z")
        self.assertEqual((after["says"], before["says"]), ("in_order", "in_order"))
        self.assertNotEqual(after["text"], before["text"])

    def test_what_could_not_be_tested_says_why(self):
        row = {"code": "websocket_upstream_dead", "because": "Nobody looked."}
        self.assertIn("Nobody looked.", self.says(unknown=[row])["text"])
        self.assertEqual(self.says()["says"], "not_tested")

    def test_what_is_no_report_is_refused(self):
        for wrong in ({}, {**REPORT, "started_at": "now"}, {**REPORT, "findings": 3}):
            with self.assertRaises(ProxyCheckError):
                read("", wrong)


class TestCommand(unittest.TestCase):
    def run_on(self, text, *options):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "error.log"
            path.write_text(text)
            out = io.StringIO()
            with redirect_stdout(out):
                code = main(["explain", str(path), *options])
        return code, out.getvalue()

    def test_a_file_is_explained_as_text_and_as_json(self):
        text = ERROR.format(REFUSED.format("/websocket"))
        code, said = self.run_on(text)
        self.assertEqual(code, 0)
        self.assertIn("[critical] Nothing listens on the port", said)
        self.assertIn("websocket_upstream_dead", said)
        code, said = self.run_on(text, "--json")
        self.assertEqual(codes(json.loads(said)), ["upstream_refused"])

    def test_an_empty_file_and_a_missing_one_are_said(self):
        self.assertIn("no line", self.run_on("")[1])
        with redirect_stderr(io.StringIO()) as said:
            self.assertEqual(main(["explain", "/nowhere/error.log"]), USAGE)
        self.assertIn("cannot be read", said.getvalue())

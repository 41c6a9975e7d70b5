"""The command lint: what it says of a file, alone and with a report, and of hostile ones."""

# Long, for each kind of file that nginx or somebody's hand makes has its test.

import contextlib
import io
import json
import random
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

from ..command.main import main
from ..conf import Malformed, Unreadable, read_given
from ..conf.lint import lint, premises_of
from ..conf.sarif import as_sarif
from ..conf.units import rate, seconds, size
from .optional import reads_configurations

RIGHT = """\
http {
    upstream odoo { server 127.0.0.1:8069; }
    upstream odoochat { server 127.0.0.1:8072; }
    server {
        listen 80;
        server_name odoo.example;
        client_max_body_size 128m;
        proxy_read_timeout 720s;
        gzip on;
        gzip_types text/css;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Real-IP $remote_addr;
        location / {
            proxy_pass http://odoo;
        }
        location /websocket {
            proxy_pass http://odoochat;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
        }
    }
}
"""
NO_UPGRADE = RIGHT.replace("            proxy_set_header Upgrade $http_upgrade;\n", "")
SMALL = RIGHT.replace("128m", "1m")
FINDING = {
    "severity": "critical",
    "layer": "nginx",
    "symptom": "s",
    "explanation": "e",
    "evidence": [],
    "actions": [],
    "fix": "",
    "doc": "https://nginx.org/",
    "muted": False,
}


def seen(probe, facts):
    """What a probe saw, as a report has it."""
    return {"probe": probe, "vantage": "server", "status": "seen", "facts": facts}


def report(*findings, passed=()):
    """A report of a check of that site."""
    rows = [
        {
            **FINDING,
            "code": code,
            "directive": directive,
            "location": where,
            "title": code,
        }
        for code, directive, where in findings
    ]
    return {
        "schema": "proxy_health.report/1",
        "verdict": "broken" if rows else "healthy",
        "target": {"base_url": "http://odoo.example"},
        "odoo": {
            "version": "19.0",
            "workers": 4,
            "http_port": 8069,
            "gevent_port": 8072,
        },
        "findings": rows,
        "passed": list(passed),
    }


def read_as(text, told=None, **chosen):
    """What is read of a text: the JSON object."""
    told = told or {}
    return lint(read_given(text, "odoo.conf"), told, premises_of(told, **chosen))


def codes(result):
    """The codes of a reading that are no advice."""
    return [row["code"] for row in result["findings"] if row["severity"] != "info"]


def run(*words, stdin=""):
    """``(exit code, output, complaint)`` of the command line."""
    out, err = io.StringIO(), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()))
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        patch("sys.stdin", given),
    ):
        code = main(["lint", *words])
    return code, out.getvalue(), err.getvalue()


@reads_configurations
class TestAlone(unittest.TestCase):
    def test_a_right_file_is_healthy(self):
        result = read_as(RIGHT)
        self.assertEqual((result["verdict"], result["findings"]), ("healthy", []))
        self.assertIn("websocket_upgrade_header_missing", result["passed"])

    def test_a_mistake_has_its_line_its_block_and_the_texts_of_its_rule(self):
        [row] = read_as(NO_UPGRADE)["findings"]
        self.assertEqual(row["code"], "websocket_upgrade_header_missing")
        self.assertEqual(
            (row["file"], row["line"], row["end_line"]), ("odoo.conf", 19, 26)
        )
        self.assertEqual(row["block"], "location /websocket")
        self.assertEqual(row["directive"], "proxy_set_header Upgrade")
        self.assertIn("does not forward the Upgrade header", row["title"])
        self.assertIn("proxy_set_header Upgrade $http_upgrade;", row["fix"])

    def test_a_piece_of_a_configuration_proves_nothing_about_what_surrounds_it(self):
        piece = RIGHT.partition("http {")[2].rpartition("}")[0]
        piece = piece.replace("client_max_body_size 128m;", "").replace("gzip on;", "")
        result = read_as(piece)
        self.assertEqual(codes(result), [])
        unknown = {row["code"] for row in result["unknown"]}
        self.assertLessEqual({"upload_limit_too_small", "gzip_missing"}, unknown)
        self.assertIn("no whole configuration", result["notes"][0])

    def test_what_stands_above_the_server_in_a_sites_own_file_counts(self):
        piece = RIGHT.partition("http {")[2].rpartition("}")[0]
        above = "client_max_body_size 1m; ssi on;"
        piece = above + piece.replace("client_max_body_size 128m;", "")
        found = codes(read_as(piece))
        self.assertEqual(
            sorted(found), ["upload_limit_too_small", "websocket_swallowed"]
        )

    def test_what_a_file_that_was_not_given_may_set_is_not_judged(self):
        lines = [line for line in RIGHT.splitlines() if "X-Forwarded" not in line]
        without = "\n".join(lines)
        self.assertIn("forwarded_host_missing", codes(read_as(without)))
        included = without.replace("listen 80;", "listen 80; include proxy_params;")
        included = included.replace("proxy_set_header Host", "#").replace(
            "proxy_set_header X-Real-IP", "#"
        )
        self.assertNotIn("forwarded_host_missing", codes(read_as(included)))

    def test_a_proxy_before_nginx_may_set_what_nginx_does_not(self):
        lines = [line for line in RIGHT.splitlines() if "X-Forwarded-Host" not in line]
        behind = "\n".join(lines).replace(
            "listen 80;", "listen 80; set_real_ip_from 10.0.0.1;"
        )
        self.assertNotIn("forwarded_host_missing", codes(read_as(behind)))

    def test_another_site_in_the_same_file_is_not_judged(self):
        other = "location / { proxy_pass http://127.0.0.1:3000; }"
        other = f"server {{ listen 80; server_name shop.example; {other} }}"
        text = f"{RIGHT.rstrip()[:-1]}{other}\n}}"
        self.assertEqual(codes(read_as(text)), [])
        self.assertEqual(len(read_as(text)["sites"]), 1)

    def test_a_block_that_no_request_reaches_is_named(self):
        text = RIGHT.replace(
            "location / {",
            "location ~ ^/web { proxy_pass http://odoochat; }\nlocation / {",
        )
        rows = {row["code"]: row for row in read_as(text)["findings"]}
        self.assertEqual(rows["block_never_reached"]["block"], "location /websocket")

    def test_older_odoos_poll(self):
        polls = RIGHT.replace("/websocket", "/longpolling")
        self.assertEqual(codes(read_as(polls, series=14)), [])
        self.assertEqual(codes(read_as(polls)), ["websocket_location_is_longpolling"])


@reads_configurations
class TestWithReport(unittest.TestCase):
    def test_a_finding_of_the_check_gets_its_line(self):
        told = report(("read_timeout_too_short", "proxy_read_timeout", "/websocket"))
        row = read_as(RIGHT, told)["findings"][0]
        self.assertEqual((row["line"], row["block"]), (8, "server"))
        self.assertEqual(row["told_by"], "check")

    def test_what_both_say_stands_once(self):
        where = (
            "websocket_upgrade_header_missing",
            "proxy_set_header Upgrade",
            "/websocket",
        )
        result = read_as(NO_UPGRADE, report(where))
        [row] = result["findings"]
        self.assertEqual((row["told_by"], row["line"]), ("both", 19))

    def test_a_check_that_found_what_the_file_has_in_order_is_told_as_a_difference(
        self,
    ):
        told = report(("read_timeout_too_short", "proxy_read_timeout", "/websocket"))
        found = read_as(RIGHT, told)["findings"]
        self.assertEqual(
            [row["code"] for row in found],
            ["read_timeout_too_short", "file_not_in_effect"],
        )
        self.assertIn("not reloaded", found[1]["explanation"])

    def test_a_file_never_outvotes_a_check(self):
        told = report(passed=["upload_limit_too_small"])
        found = read_as(SMALL, told)["findings"]
        self.assertEqual([row["code"] for row in found], ["file_not_in_effect"])
        self.assertEqual(found[0]["about"], "upload_limit_too_small")

    def test_a_number_of_the_file_that_is_another_one_on_the_wire_is_told_with_both(
        self,
    ):
        lived = {"connected": True, "held": False, "lived_s": 60.2}
        border = {"refused": True, "limit_bytes": 1048576, "over_bytes": 1048577}
        told = report(("read_timeout_too_short", "proxy_read_timeout", "/websocket"))
        told["observations"] = [
            seen("idle_websocket", lived),
            seen("body_limit", {"paths": {"/odoo": border}}),
        ]
        rows = {row.get("about"): row for row in read_as(RIGHT, told)["findings"]}
        said = rows["read_timeout_too_short"]["explanation"]
        self.assertIn("The file says 720 s, the check measured 60 s.", said)
        said = rows["upload_limit_too_small"]["explanation"]
        self.assertIn("The file says 128 MiB, the check measured 1 MiB.", said)
        loaded = RIGHT.replace("720s", "1m").replace("128m", "1m")
        rows = read_as(loaded, told)["findings"]
        self.assertNotIn("file_not_in_effect", [row["code"] for row in rows])

    def test_a_websocket_that_odoo_closed_tells_no_timeout_of_nginx(self):
        told = report()
        facts = {"connected": True, "held": False, "lived_s": 3, "close_code": 1013}
        told["observations"] = [seen("idle_websocket", facts)]
        self.assertEqual(codes(read_as(RIGHT, told)), [])

    def test_advice_is_no_sign_that_something_else_answers(self):
        told = report(passed=["real_ip_missing"])
        text = RIGHT.replace("proxy_set_header X-Real-IP $remote_addr;", "")
        self.assertEqual(codes(read_as(text, told)), [])

    def test_workers_and_ports_of_the_report_count(self):
        text = RIGHT.replace("8072", "8069")
        told = report()
        self.assertIn("websocket_sent_to_http_port", codes(read_as(text, told)))
        told["odoo"]["workers"] = 0
        self.assertNotIn("websocket_sent_to_http_port", codes(read_as(text, told)))

    def test_an_address_that_the_file_does_not_serve_is_said(self):
        told = report()
        told["target"]["base_url"] = "https://odoo.example"
        self.assertIn(
            "answers at https://odoo.example", read_as(RIGHT, told)["notes"][0]
        )


@reads_configurations
class TestCommand(unittest.TestCase):
    def test_exit_codes(self):
        for text, code in (
            (RIGHT, 0),
            (SMALL, 1),
            (NO_UPGRADE, 2),
            ("events {}", 3),
            ("server {", 3),
        ):
            with self.subTest(code=code, text=text[:20]):
                self.assertEqual(run("-", stdin=text)[0], code)
        self.assertEqual(run("/nowhere")[0], 64)
        self.assertEqual(run("--nothing")[0], 64)

    def test_without_the_parser_it_says_so_with_64(self):
        with patch.dict("sys.modules", {"crossplane": None, "crossplane.lexer": None}):
            code, _out, complaint = run("-", stdin=RIGHT)
        self.assertEqual(code, 64)
        self.assertIn("pip install nginx-crossplane", complaint)

    def test_a_report_is_read_from_its_file(self):
        with tempfile.TemporaryDirectory() as folder:
            name = Path(folder) / "report.json"
            name.write_text(json.dumps(report(passed=["upload_limit_too_small"])))
            code, out, _err = run("-", "--json", "--report", str(name), stdin=SMALL)
        self.assertEqual((code, json.loads(out)["schema"]), (1, "proxy_health.lint/1"))

    def test_sarif_names_file_and_lines(self):
        code, out, _err = run("-", "--sarif", stdin=NO_UPGRADE)
        [result] = json.loads(out)["runs"][0]["results"]
        place = result["locations"][0]["physicalLocation"]
        self.assertEqual(place["region"], {"startLine": 19, "endLine": 26})
        self.assertEqual((code, result["level"]), (2, "error"))

    def test_secrets_of_a_file_are_in_no_output(self):
        secret = "hunter2hunter2"
        text = NO_UPGRADE.replace(
            "location / {", f"location /token={secret} {{ return 403; }}\nlocation / {{"
        ).replace(
            "proxy_pass http://odoo;",
            f"proxy_pass http://user:{secret}@127.0.0.1:8069;",
        )
        text += f'\n# password = {secret}\nset $api_key "{secret}";'
        for shape in ("--json", "--sarif"):
            self.assertNotIn(secret, run("-", shape, stdin=text)[1])
        self.assertNotIn(secret, run("-", stdin=text)[1])
        self.assertNotIn(
            secret, "".join(map(str, run("-", stdin=f"{text} {secret} {{")))
        )


@reads_configurations
class TestHostile(unittest.TestCase):
    def test_broken_files_are_read_or_refused_with_a_sentence(self):
        chance = random.Random(13)
        for _round in range(150):
            text = self._broken(chance)
            with (
                self.subTest(text=text[:300]),
                contextlib.suppress(Malformed, Unreadable),
            ):
                as_sarif(read_as(text), "1")

    @staticmethod
    def _broken(chance):
        lines = RIGHT.splitlines()
        kind = chance.randrange(4)
        if kind == 0:
            return RIGHT[: chance.randrange(len(RIGHT))]
        if kind == 1:
            chance.shuffle(lines)
            return "\n".join(lines)
        if kind == 2:
            place = chance.randrange(len(RIGHT))
            junk = chance.choice(
                ('"', "\\", "{", "}", ";", "$", "\0", "~ (((", "\u202e", "${")
            )
            return RIGHT[:place] + junk + RIGHT[place:]
        words = RIGHT.split()
        chance.shuffle(words)
        return " ".join(words)

    def test_directives_without_what_they_need_are_no_crash(self):
        for line in (
            "proxy_pass;",
            "proxy_set_header;",
            "proxy_set_header Upgrade;",
            "set;",
            "return;",
            "rewrite;",
            "if { return 1; }",
            "if ($x",
            "location { }",
            "auth_basic;",
            "add_header;",
            "limit_req;",
            "expires;",
            "proxy_cookie_path /;",
            "listen;",
            "server_name;",
            "deny;",
            "rewrite ^(a+)+$ /b;",
            "proxy_pass http://[::;",
        ):
            text = RIGHT.replace("listen 80;", f"listen 80; {line}")
            with self.subTest(line=line), contextlib.suppress(Malformed):
                read_as(text)

    def test_an_expression_that_never_ends_is_not_tried(self):
        text = RIGHT.replace(
            "location / {", "location ~ ^/((w|e|b)*)*x { }\nlocation / {"
        )
        self.assertEqual(read_as(text)["verdict"], "unknown")


class TestUnits(unittest.TestCase):
    def test_nginxs_spellings(self):
        self.assertEqual(
            [size(t) for t in ("1m", "8K", "0", "x")], [1 << 20, 8192, 0, None]
        )
        self.assertEqual([seconds(t) for t in ("1h 30m", "90", "x")], [5400, 90, None])
        self.assertEqual([rate(t) for t in ("rate=5r/s", "30r/m", "x")], [5, 0.5, None])

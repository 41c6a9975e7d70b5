"""Secrets of the wire: which values are kept of a request and of an answer."""

import ast
import re
import unittest
from pathlib import Path

from ..answer import answer_facts, without_query
from ..echo import echo_facts
from ..fresh import bare, fresh
from ..judge.facts import Facts
from ..received import READ, shown, shown_pairs
from ..target import Ticket
from ..wire.http import unanswered

SECRET = "s3cr3t-of-the-origin"
PACKAGE = Path(__file__).parents[1]
TICKET = Ticket("token", "proof", "channel", 0, "database")


def names_that_rules_read():
    """Yield each literal that a rule, or the fingerprint, asks `received` for."""
    for path in [
        *PACKAGE.glob("rules/*/*.py"),
        *PACKAGE.glob("judge/*.py"),
        PACKAGE / "report" / "fingerprint.py",
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(
                node.func, ast.Attribute
            ):
                continue
            argument = node.args[0] if node.args else None
            if node.func.attr == "received" and isinstance(argument, ast.Constant):
                yield argument.value


class TestReceived(unittest.TestCase):
    def test_every_header_that_a_rule_reads_is_declared(self):
        names = set(names_that_rules_read())
        self.assertGreater(len(names), 5)
        self.assertLessEqual(names, READ)

    def test_a_rule_cannot_ask_for_what_the_echo_does_not_tell(self):
        with self.assertRaisesRegex(Exception, "x-api-key"):
            Facts(received={"x-api-key": 9}).received("x-api-key")

    def test_of_other_headers_name_and_length_are_told(self):
        pairs = [
            ["X-Api-Key", SECRET],
            ["Host", "erp"],
            ["X-Other", 7],
            ["X-Odd", None],
        ]
        self.assertEqual(
            shown_pairs(pairs),
            {"x-api-key": len(SECRET), "host": "erp", "x-other": 7, "x-odd": 4},
        )
        self.assertEqual(shown("HOST", "x" * 9999), "x" * 512)

    def test_an_echo_that_tells_too_much_is_not_kept_so(self):
        """An addon of another version may answer, or a peer that learnt the proof."""
        body = '{"proof": "proof", "headers": [["X-Secret", "%s"]]}' % SECRET
        answer = {"outcome": "answered", "status": 200, "body": body}
        answer["headers"] = {
            "x-proxy-health": "1",
            "x-origin-secret": SECRET,
            "set-cookie": [f"sticky={SECRET}; Path=/", "proxy_health_probe=1; Path=/"],
        }
        facts = echo_facts(answer, TICKET)
        self.assertTrue(facts["proven"])
        self.assertNotIn(SECRET, str(facts))
        self.assertEqual(facts["set_cookie"][1], "proxy_health_probe=1; Path=/")

    def test_an_echo_that_proves_nothing_shows_no_body(self):
        body = '{"proof": "of another ticket", "headers": [["Host", "%s"]]}' % SECRET
        answer = {"outcome": "answered", "status": 200, "body": body}
        answer["headers"] = {"x-proxy-health": "1"}
        self.assertNotIn(SECRET, str(echo_facts(answer, TICKET)))

    def test_of_a_stranger_only_words_are_told(self):
        headers = {
            "server": f"Appliance/{SECRET}",
            "location": f"https://u:{SECRET}@there.example/x?{SECRET}#{SECRET}",
            "www-authenticate": f'Basic realm="{SECRET}"',
            "content-security-policy": SECRET,
            "x-powered-by": SECRET,
            "via": SECRET,
            "x-served-by": SECRET,
        }
        answer = {"outcome": "answered", "status": 401, "body": SECRET}
        facts = answer_facts({**answer, "headers": headers, "stranger": True})
        self.assertNotIn(SECRET, str(facts))
        self.assertEqual(facts["headers"]["server"], "unknown")
        self.assertEqual(facts["headers"]["location"], "https://there.example/x")
        self.assertEqual(facts["headers"]["www-authenticate"], "Basic")
        nginx = {**answer, "headers": {"server": "nginx/1.22.1"}, "stranger": True}
        self.assertEqual(answer_facts(nginx)["headers"]["server"], "nginx")
        self.assertEqual(without_query("http://["), "")

    def test_what_is_no_http_is_not_quoted(self):
        for error in (ValueError(SECRET), RuntimeError(SECRET)):
            self.assertNotIn(SECRET, str(unanswered(error, 0.0)))


class TestFresh(unittest.TestCase):
    def test_an_address_is_fresh_each_time_and_says_what_was_asked(self):
        for path in (
            "/proxy_health/echo",
            "/web/proxy_health/echo?cookie=1",
            "/websocket/proxy_health/hold?seconds=118",
            "/proxy_health/notify",
            "/websocket",
            "/web/static/src/core/utils/arrays.js",
        ):
            with self.subTest(path):
                one, other = fresh(path), fresh(path)
                self.assertNotEqual(one, other)
                self.assertEqual((bare(one), bare(other)), (path, path))
                self.assertEqual(fresh(one), one)
                self.assertEqual(one.partition("?")[0].count(".js"), path.count(".js"))

    def test_the_query_does_not_make_a_route_of_ours_fresh(self):
        """Some caches leave it out of their key."""
        self.assertRegex(fresh("/proxy_health/echo?a=1"), r"/echo/[0-9a-f]{12}\?a=1$")

    def test_an_address_in_a_text_is_told_bare(self):
        text = f"https://erp.example.com{fresh('/proxy_health/echo?cookie=1')}"
        self.assertEqual(
            bare(text), "https://erp.example.com/proxy_health/echo?cookie=1"
        )
        self.assertFalse(re.search("[0-9a-f]{12}", bare(text)))

"""The command line asks Odoo, and nobody else, for a ticket."""

# Long, for each option of the command line has its test.

import contextlib
import http.server
import io
import json
import os
import socket
import tempfile
import threading
import unittest
from types import SimpleNamespace
from unittest.mock import patch

from ..command import odoo_config
from ..command.main import main
from ..command.options import USAGE, WrongUsage, read
from ..command.printing import exit_code, table
from ..command.progress import Silent
from ..command.secret import Secret
from ..command.watching import changed, watch
from ..fetch_ticket import TicketRefused, fetch_ticket
from ..target import Ticket

TICKET = Ticket(
    "token", "proof", "proxy_health/token", 7, "odoo", {"workers": 2}, "", "challenge"
)
UNREACHABLE_PROXY = {
    "HTTP_PROXY": "http://127.0.0.1:9",
    "http_proxy": "http://127.0.0.1:9",
}


@contextlib.contextmanager
def odoo(status, body=b"", **headers):
    """A server that answers each POST so: its address, and what it got."""
    got = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.path, dict(self.headers), sent))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format, *args):
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serve = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    serve.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()
        server.server_close()


def closed_port():
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def fetched(address, *more):
    """The ticket that the command line gets there."""
    options = read([address, "--key", *more])
    return fetch_ticket(options.targets[0], options, Secret("secret"))


class TestTicket(unittest.TestCase):
    def test_a_ticket_is_asked_for_with_the_key_and_past_the_environments_proxy(self):
        body = json.dumps(TICKET.as_dict()).encode()
        with patch.dict(os.environ, UNREACHABLE_PROXY), odoo(200, body) as (url, got):
            self.assertEqual(fetched(url, "--db", "two", "--pages"), TICKET)
        [(path, headers, sent)] = got
        self.assertEqual(path, "/json/2/proxy.health.check/issue_ticket")
        self.assertEqual(headers["Authorization"], "Bearer secret")
        self.assertEqual(headers["X-Odoo-Database"], "two")
        self.assertEqual(json.loads(sent), {"worker_hold": True})

    def test_a_redirect_gets_no_key(self):
        with (
            odoo(200) as (elsewhere, got),
            odoo(307, Location=elsewhere) as (url, _got),
        ):
            with self.assertRaisesRegex(TicketRefused, "answered 307"):
                fetched(url)
        self.assertEqual(got, [])

    def test_every_refusal_is_a_sentence(self):
        for status, body, said in (
            (403, b"", "answered 403"),
            (200, b"<html>", "sent no ticket"),
            (200, b"[]", "sent no ticket"),
            (200, b"{}", "sent no ticket"),
        ):
            with self.subTest(body=body), odoo(status, body) as (url, _got):
                with self.assertRaisesRegex(TicketRefused, said):
                    fetched(url)
        with self.assertRaisesRegex(TicketRefused, "could not be asked"):
            fetched(f"http://127.0.0.1:{closed_port()}")

    def test_the_address_of_odoo_is_a_web_address(self):
        words = ["http://a.example", "--key", "--odoo", "file:///"]
        with patch.dict(os.environ, {"ODOO_PROXY_HEALTH_KEY": "k"}):
            code, said = wrong(*words)
        self.assertEqual(code, USAGE)
        self.assertIn("is not a web address", said)


def wrong(*words):
    """The exit code and what stderr says."""
    with contextlib.redirect_stderr(io.StringIO()) as said:
        return main(list(words)), said.getvalue()


class TestUsage(unittest.TestCase):
    def test_whatever_is_wrong_is_a_sentence_and_ends_with_64(self):
        for words, part in (
            ((), "Which address?"),
            (("erp.example.com",), "write it like https://erp.example.com"),
            (("--nonsense",), "--help lists what there is"),
            (("http://a.example", "--watch", "0"), "from 1 to 86400"),
            (("--file", "/nowhere/list"), "cannot be read"),
            (("http://a.example", "--connect-to", "a:b"), "is not host:port"),
            (("http://a.example", "--ca-file", "/nowhere"), "PEM certificates"),
        ):
            with self.subTest(words=words):
                code, said = wrong(*words)
                self.assertEqual(code, USAGE)
                self.assertIn(part, said)
                self.assertNotIn("Traceback", said)

    def test_a_secret_on_the_command_line_is_refused_and_not_repeated(self):
        for words in (
            ("--key", "s3cr3t", "https://a.example"),
            ("https://a.example", "--key=s3cr3t"),
            ("https://a.example", "--key", "s3cr3t"),
        ):
            with self.subTest(words=words):
                code, said = wrong(*words)
                self.assertEqual(code, USAGE)
                self.assertIn("ODOO_PROXY_HEALTH_KEY", said)
                self.assertNotIn("s3cr3t", said)
        self.assertNotIn("s3cr3t", repr(Secret("s3cr3t")))

    def test_addresses_come_from_arguments_and_a_file_each_once(self):
        text = "# ours\nhttp://b.example\n\nhttp://a.example/  # the old one\n"
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write(text)
            file.flush()
            options = read(["http://a.example", "--file", file.name])
        names = [target.base_url for target in options.targets]
        self.assertEqual(names, ["http://a.example", "http://b.example"])

    def test_watch_takes_a_number_or_none_and_leaves_addresses_alone(self):
        for words, seconds in (
            (("--watch", "http://a.example"), 5),
            (("http://a.example", "--watch"), 5),
            (("--watch", "30", "http://a.example"), 30),
            (("http://a.example",), None),
        ):
            with self.subTest(words=words):
                options = read(words)
                self.assertEqual(options.watch, seconds)
                self.assertEqual(options.targets[0].base_url, "http://a.example")


def told(verdict, *titles):
    """A report as far as tables and comparisons read it."""
    rows = [{"code": t, "title": t, "muted": False} for t in titles]
    return {
        "target": {"base_url": "http://a.example"},
        "verdict": verdict,
        "findings": rows,
    }


def settings(text):
    """What is read of a configuration file with this text."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(text)
        file.flush()
        return odoo_config.read(file.name)


class TestOdooConfig(unittest.TestCase):
    def test_ports_are_read_by_any_of_their_names_and_no_password(self):
        found = settings(
            "[options]\nxmlrpc_port = 8169\nlongpolling_port = 8172\nworkers = 4\n"
            "db_password = s3cr3t%\nadmin_passwd = s3cr3t\nproxy_mode = True\n"
        )
        self.assertEqual(
            found,
            {
                "http_port": 8169,
                "gevent_port": 8172,
                "workers": 4,
                "http_interface": "",
                "proxy_mode": True,
            },
        )

    def test_what_is_not_written_is_odoos_default(self):
        found = settings("[options]\nhttp_port = False\n")
        self.assertEqual((found["http_port"], found["gevent_port"]), (8069, 8072))
        self.assertEqual((found["workers"], found["proxy_mode"]), (0, False))

    def test_a_wrong_file_is_a_sentence_that_quotes_nothing_of_it(self):
        for text, said in (
            ("db_password = s3cr3t", "no section"),
            ("[options]\ns3cr3t", "no section"),
            ("[options]\nworkers = s3cr3t", "workers is not a number"),
        ):
            with self.subTest(text), self.assertRaisesRegex(WrongUsage, said) as error:
                settings(text)
            self.assertNotIn("s3cr3t", str(error.exception))
        with self.assertRaisesRegex(WrongUsage, "cannot be read"):
            odoo_config.read("/nowhere/odoo.conf")


class TestSeveral(unittest.TestCase):
    def test_the_worst_address_gives_the_exit_code(self):
        for verdicts, code in (
            ("healthy healthy", 0),
            ("healthy degraded", 1),
            ("degraded unknown", 3),
            ("unreachable broken", 2),
        ):
            with self.subTest(verdicts=verdicts):
                reports = [told(verdict) for verdict in verdicts.split()]
                self.assertEqual(exit_code(reports), code)

    def test_a_table_has_a_row_an_address(self):
        head, row, _empty = table([told("broken", "One", "Two")]).split("\n")
        self.assertTrue(head.startswith("Address"))
        self.assertRegex(row, r"^http://a\.example +broken +One \(and 1 more\)$")

    def test_watching_says_what_came_and_what_went(self):
        before, after = told("broken", "Old", "Kept"), told("degraded", "Kept", "New")
        self.assertEqual(
            changed(before, after),
            ["http://a.example: broken → degraded", "- Old", "+ New"],
        )
        self.assertEqual(changed(after, after), [])

    def test_watching_ends_when_all_is_healthy(self):
        rounds = [[told("broken", "Old")], [told("broken", "Old")], [told("healthy")]]
        runner = SimpleNamespace(reports=lambda _progress: rounds.pop(0))
        options = SimpleNamespace(watch=0, json=True, several=False)
        said = []
        self.assertEqual(watch(runner, options, said.append, Silent), 0)
        self.assertEqual(
            [json.loads(text)["verdict"] for text in said],
            ["broken", "broken", "healthy"],
        )

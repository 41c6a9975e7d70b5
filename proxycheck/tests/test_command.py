"""The command line asks Odoo, and nobody else, for a ticket."""

import contextlib
import http.server
import io
import json
import os
import socket
import threading
import unittest
from unittest.mock import patch

from .. import __main__ as command
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
    serve = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
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
    options = command.parser().parse_args([address, "--key", "secret", *more])
    return command.fetch_ticket(options)


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
            with self.assertRaisesRegex(command.TicketRefused, "answered 307"):
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
                with self.assertRaisesRegex(command.TicketRefused, said):
                    fetched(url)
        with self.assertRaisesRegex(command.TicketRefused, "could not be asked"):
            fetched(f"http://127.0.0.1:{closed_port()}")

    def test_the_address_of_odoo_is_a_web_address(self):
        with contextlib.redirect_stderr(io.StringIO()) as said:
            code = command.main(
                ["http://a.example", "--key", "k", "--odoo", "file:///"]
            )
        self.assertEqual(code, command.USAGE)
        self.assertIn("is not a web address", said.getvalue())

"""A ticket of an Odoo before 19, which takes a key as a password of its external API."""

import contextlib
import http.server
import json
import threading
import unittest

from ..command.options import read
from ..command.secret import Secret
from ..fetch_ticket import TicketRefused, fetch_ticket
from ..target import Ticket

TICKET = Ticket("token", "proof", "channel", 7, "one", challenge="challenge")
KEY = "secret"


class Older:
    """What Odoo 16 to 18 answer: no /json/2, and JSON-RPC at /jsonrpc."""

    def __init__(self, databases=("one",), status=404):
        self.databases, self.status = databases, status
        self.called = []

    def answer(self, path, sent):
        if path != "/jsonrpc":
            return self.status, b""
        params = json.loads(sent)["params"]
        self.called.append(f"{params['service']}.{params['method']}")
        told = getattr(self, f"_{params['method']}")(*params["args"])
        return 200, json.dumps({"jsonrpc": "2.0", "id": 1, **told}).encode()

    def _list(self):
        denied = {"error": {"data": {"message": "Access Denied"}}}  # list_db = False
        return {"result": list(self.databases)} if self.databases else denied

    def _authenticate(self, database, login, key, _environment):
        known = (database in self.databases, login, key) == (True, "admin", KEY)
        return {"result": 7 if known else False}

    def _execute_kw(self, _database, uid, key, model, method, places, named):
        assert (uid, key, places) == (7, KEY, []), "as authenticate said"
        assert (model, method) == ("proxy.health.check", "issue_ticket")
        assert named == {"worker_hold": False}
        return {"result": TICKET.as_dict()}


class NoOdoo(Older):
    """A web server that answers each address but Odoo's with a page."""

    def answer(self, path, sent):
        return (200, b"<p>") if path == "/jsonrpc" else (404, b"")


@contextlib.contextmanager
def serving(older):
    """The address of a server that answers as `older` does."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            status, body = older.answer(self.path, sent)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format, *args):
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(
            target=server.serve_forever, args=(0.005,), daemon=True
        ).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fetched(address, *more, key=KEY):
    options = read([address, "--key", *more])
    return fetch_ticket(options.targets[0], options, Secret(key))


class TestTicketOfAnOlderOdoo(unittest.TestCase):
    def test_the_keys_user_gets_a_ticket_where_json2_is_missing(self):
        for status in (404, 303):
            with self.subTest(status), serving(Older(status=status)) as address:
                self.assertEqual(fetched(address, "--login", "admin"), TICKET)

    def test_a_database_that_is_named_is_not_looked_for(self):
        older = Older(("one", "two"))
        with serving(older) as address:
            given = fetched(address, "--login", "admin", "--db", "two")
        self.assertEqual(given, TICKET)
        self.assertEqual(older.called, ["common.authenticate", "object.execute_kw"])

    def test_what_is_missing_is_said_in_a_sentence(self):
        for databases, more, key, said in (
            (("one",), (), KEY, "also need the key's user: --login"),
            (("one", "two"), ("--login", "admin"), KEY, "name it with --db"),
            ((), ("--login", "admin"), KEY, "name it with --db"),
            (("one",), ("--login", "admin"), "wrong", "does not take this key"),
        ):
            with self.subTest(said), serving(Older(databases)) as address:
                with self.assertRaisesRegex(TicketRefused, said):
                    fetched(address, *more, key=key)

    def test_what_is_no_odoo_is_told_too(self):
        with serving(NoOdoo()) as address:
            with self.assertRaisesRegex(TicketRefused, "no answer of JSON-RPC"):
                fetched(address, "--login", "admin", "--db", "one")

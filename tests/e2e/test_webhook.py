"""Receivers of webhooks, plain and with TLS, with the library that receivers use."""

# Long, for each kind of receiver has its test.

import contextlib
import datetime
import http.server
import json
import ssl
import threading
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from lab import certificates, database
from lab.commands import wait_until

TARGETS, MESSAGES = "proxy.health.target", "proxy.health.webhook"
# Longer than a message may take, and than all tests that use it.
DRIPPING_SECONDS = 60


class Handler(http.server.BaseHTTPRequestHandler):
    """Takes everything, but sends ``/moved`` elsewhere and never ends ``/drip``."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server: Any = self.server
        server.got.append((self.path, body, dict(self.headers)))
        if self.path == "/drip":
            self._drip(server.gone)
            return
        self.send_response(307 if self.path == "/moved" else 204)
        self.send_header("Location", "/hook")
        self.end_headers()

    def _drip(self, gone):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        with contextlib.suppress(OSError):
            for _byte in range(DRIPPING_SECONDS * 10):
                self.wfile.write(b"x")
                if gone.wait(0.1):
                    return

    def log_message(self, format, *args):
        """Say nothing."""


class Receiver(http.server.ThreadingHTTPServer):
    """A receiver with one of the lab's certificates, or without TLS."""

    def __init__(self, variant=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got = []
        self.gone = threading.Event()
        self.scheme = "https" if variant else "http"
        if variant:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificates.files(variant))
            # Each handshake in the thread of its connection, where it may fail.
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def url(self, path="/hook"):
        """Where it takes messages."""
        return f"{self.scheme}://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, request, client_address):
        """Say nothing of a client that hung up."""

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error):
        self.gone.set()
        self.shutdown()
        self.server_close()


@pytest.fixture
def address(lab):
    """Make addresses with a webhook, which are gone afterwards: their ids."""
    made = []

    def make(url):
        name = f"https://hook{len(made)}.example.com"
        values = {"address": name, "webhook_url": url, "active": False}
        made.extend(lab.odoo.rpc(TARGETS, "create", vals_list=[values]))
        return made[-1]

    yield make
    lab.odoo.rpc(TARGETS, "unlink", ids=made)


def own_address(lab):
    """The address that the lab checks, which has a report."""
    lab.odoo.rpc("proxy.health.check", "run_check")
    return lab.odoo.rpc(TARGETS, "search", domain=[], limit=1)


def press_test(lab, target_ids, url):
    """What the button says of a receiver there."""
    lab.odoo.rpc(TARGETS, "write", ids=target_ids, vals={"webhook_url": url})
    try:
        shown = lab.odoo.rpc(TARGETS, "action_webhook_test", ids=target_ids)
        return shown["params"]
    finally:
        lab.odoo.rpc(TARGETS, "write", ids=target_ids, vals={"webhook_url": False})


@pytest.mark.parametrize("variant", [None, "CERT"])
def test_a_receiver_verifies_what_it_was_sent(lab, variant):
    ids = own_address(lab)
    with Receiver(variant) as receiver:
        shown = press_test(lab, ids, receiver.url())
    assert (shown["type"], shown["message"]) == ("success", "HTTP 204")
    [(_path, body, headers)] = receiver.got
    secret = secret_of(lab, ids)
    message = Webhook(secret).verify(body, headers)
    assert message["type"] == "proxy_health.test"
    assert message["data"]["report"]["schema"] == "proxy_health.report/1"
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + b" ", headers)


@pytest.mark.parametrize(
    "variant, why",
    [
        ("CERT_SELF_SIGNED", "self-signed certificate"),
        ("CERT_EXPIRED", "certificate has expired"),
        ("CERT_OTHER_NAME", "IP address mismatch"),
    ],
)
def test_a_certificate_that_is_not_trusted_gets_no_message(lab, variant, why):
    with Receiver(variant) as receiver:
        shown = press_test(lab, own_address(lab), receiver.url())
    assert shown["type"] == "danger"
    assert shown["message"].startswith("The receiver's certificate is not trusted")
    assert why in shown["message"]
    assert not receiver.got


# Long, for a story is told from its beginning to its end.
def test_each_message_of_the_queue_fails_for_itself(lab, address):
    """The cron worker, several addresses: one is refused, one drips, the rest is sent."""
    with (
        Receiver("CERT") as trusted,
        Receiver("CERT_SELF_SIGNED") as untrusted,
    ):
        receivers = {
            "untrusted": untrusted.url(),
            "drips": trusted.url("/drip"),
            "moved": trusted.url("/moved"),
            "good": trusted.url("/good"),
        }
        targets = {name: address(url) for name, url in receivers.items()}
        messages = {
            name: queue(lab, targets[name])
            for name in ("untrusted", "drips", "moved", "good")
        }
        messages["good again"] = queue(lab, targets["good"])
        wake_cron(lab)
        done = wait_until(lambda: all_tried(lab, messages), 90, "A try of each message")
    states = {name: row["state"] for name, row in done.items()}
    assert states == {
        "untrusted": "pending",
        "drips": "pending",
        "moved": "pending",
        "good": "taken",
        "good again": "taken",
    }
    assert {row["tries"] for row in done.values()} == {1}
    assert "is not trusted by this server" in done["untrusted"]["answer"]
    assert "did not answer within 8 seconds" in done["drips"]["answer"]
    assert done["moved"]["answer"] == "HTTP 307: redirects are not followed."
    assert "/hook" not in [path for path, _body, _headers in trusted.got]
    secret = secret_of(lab, [targets["good"]])
    sent = [row for row in trusted.got if row[0] == "/good"]
    assert len([Webhook(secret).verify(body, head) for _p, body, head in sent]) == 2


def secret_of(lab, ids):
    fields = ["webhook_secret"]
    [row] = lab.odoo.rpc(TARGETS, "read", ids=ids, fields=fields)
    return row["webhook_secret"]


def queue(lab, target):
    """A message to that address's webhook, as an alert queues it: nobody may by RPC."""
    with database.cursor(lab.odoo.db) as cr:
        cr.execute(
            "INSERT INTO proxy_health_webhook"
            " (target_id, event, payload, state, tries, next_try_at, create_date)"
            " VALUES (%s, 'opened', %s, 'pending', 0,"
            " now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC') RETURNING id",
            [target, json.dumps({"codes": ["a"]})],
        )
        return cr.fetchone()[0]


def wake_cron(lab):
    """Let the cron worker run the queue now."""
    crons = lab.odoo.rpc(
        "ir.cron",
        "search",
        domain=[("cron_name", "=", "Proxy Health: post to webhooks")],
    )
    now = datetime.datetime.now(datetime.timezone.utc)
    vals = {"nextcall": f"{now:%Y-%m-%d %H:%M:%S}"}
    lab.odoo.rpc("ir.cron", "write", ids=crons, vals=vals)


def all_tried(lab, messages):
    """What became of the messages, once an answer to each is known."""
    fields = ["state", "tries", "answer"]
    rows = lab.odoo.rpc(MESSAGES, "read", ids=list(messages.values()), fields=fields)
    known = [r for r in rows if r["answer"] and "in the middle" not in r["answer"]]
    return len(known) == len(rows) and dict(zip(messages, rows, strict=True))

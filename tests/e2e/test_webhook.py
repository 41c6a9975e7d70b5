"""A receiver of webhooks, with the library that receivers use."""

import http.server
import threading

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError


@pytest.fixture
def receiver():
    """A web server that notes what it was sent."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.got.append((body, dict(self.headers)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *words):
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.got = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def target(lab, receiver):
    """The address that the lab watches, with that webhook."""
    lab.odoo.rpc("proxy.health.check", "run_check")
    [target] = lab.odoo.rpc("proxy.health.target", "search", domain=[], limit=1)
    url = f"http://127.0.0.1:{receiver.server_port}/hook"

    def write(**values):
        lab.odoo.rpc("proxy.health.target", "write", ids=[target], vals=values)

    write(webhook_url=url)
    yield target
    write(webhook_url=False)


def test_a_receiver_verifies_what_it_was_sent(lab, receiver, target):
    shown = lab.odoo.rpc("proxy.health.target", "action_webhook_test", ids=[target])
    assert shown["params"]["message"] == "HTTP 204"
    [(body, headers)] = receiver.got
    fields = ["webhook_secret"]
    [row] = lab.odoo.rpc("proxy.health.target", "read", ids=[target], fields=fields)
    message = Webhook(row["webhook_secret"]).verify(body, headers)
    assert message["type"] == "proxy_health.test"
    assert message["data"]["report"]["schema"] == "proxy_health.report/1"
    with pytest.raises(WebhookVerificationError):
        Webhook(row["webhook_secret"]).verify(body + b" ", headers)

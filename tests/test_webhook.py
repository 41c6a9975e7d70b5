import base64
import hashlib
import hmac
import json
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, freeze_time, tagged

from odoo.addons.proxy_health.models.webhook import GIVEN_UP, PAUSES, PENDING, TAKEN
from odoo.addons.proxy_health.tools import webhook

from .common import People, closed_port, never_answers, peer, says
from .test_share import evil_check

OK = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"
MOVED = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"


@tagged("post_install", "-at_install")
class TestWebhook(People, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.check = evil_check(cls.env(user=cls.manager))
        cls.target = cls.check.target_id

    def _post(self, url):
        """Queue a message to that address and return it."""
        self.target.webhook_url = url
        return self.target._post_webhook("opened", self.check, ["some_rule"])

    def _send(self):
        with self.enter_registry_test_mode():
            self.env.ref("proxy_health.ir_cron_webhook").method_direct_trigger()
        self.env.invalidate_all()

    def test_a_message_is_posted_by_the_cron_and_signed(self):
        got = []
        with peer(_listening(got)) as url:
            message = self._post(f"{url}/hook?room=7")
            self.assertEqual(message.state, PENDING)
            self._send()
        self.assertEqual((message.state, message.answer), (TAKEN, "HTTP 204"))
        request, headers, body = _parsed(got[0])
        self.assertEqual(request, "POST /hook?room=7 HTTP/1.1")
        data = json.loads(body)
        self.assertEqual(data["type"], "proxy_health.opened")
        self.assertEqual(data["data"]["codes"], ["some_rule"])
        self.assertEqual(data["data"]["report"]["schema"], "proxy_health.report/1")
        self.assertEqual(headers["webhook-signature"], self._expected(headers, body))

    def _expected(self, headers, body):
        """Return the signature, computed as a receiver would."""
        key = base64.b64decode(self.target.sudo().webhook_secret.partition("_")[2])
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}"
        digest = hmac.new(key, signed.encode(), hashlib.sha256).digest()
        return "v1," + base64.b64encode(digest).decode()

    def test_a_redirect_is_a_refusal_and_is_not_followed(self):
        elsewhere = []
        with (
            peer(_listening(elsewhere)) as other,
            peer(says(MOVED % other.encode())) as url,
        ):
            message = self._post(url)
            self._send()
        self.assertEqual((message.state, message.answer), (PENDING, "HTTP 307"))
        self.assertFalse(elsewhere)

    def test_a_message_that_fails_waits_longer_each_time_and_is_given_up_at_last(self):
        message = self._post(f"http://127.0.0.1:{closed_port()}")
        now = fields.Datetime.now()
        for minutes in PAUSES:
            with freeze_time(now):
                message._send()
                self.assertEqual(message.state, PENDING)
                self.assertEqual(message.next_try_at, now + timedelta(minutes=minutes))
            now = message.next_try_at
        message._send()
        self.assertEqual(message.state, GIVEN_UP)
        self.assertIn("refused", message.answer)

    def test_a_receiver_that_never_answers_is_left_in_time(self):
        with patch.object(webhook, "PATIENCE", 0.3), peer(never_answers) as url:
            message = self._post(url)
            self._send()
        self.assertIn("timeout", message.answer)
        self.assertEqual(message.tries, 1)

    def test_one_that_fails_holds_up_no_other(self):
        broken = self._post(f"http://127.0.0.1:{closed_port()}")
        other = self.target.create({"address": "https://other.example.com"})
        with peer(says(OK)) as url:
            other.webhook_url = url
            fine = other._post_webhook("recovered", self.check)
            self._send()
        self.assertEqual((broken.state, fine.state), (PENDING, TAKEN))

    def test_an_alert_that_opens_and_one_that_closes_are_posted(self):
        self.target.write({"webhook_url": "http://127.0.0.1:9/", "max_blips": 0})
        self.target._hear(self.check)
        self.check.finding_ids.verdict = "passed"
        self.target._hear(self.check)
        messages = self.env["proxy.health.webhook"].search([], limit=2)
        self.assertEqual(messages.mapped("event"), ["recovered", "opened"])
        for message in messages:
            codes = message.payload["data"]["codes"]
            self.assertEqual(codes, ["another_server_answers"])

    def test_without_an_address_nothing_is_posted(self):
        self.target.webhook_url = False
        self.assertFalse(self.target._post_webhook("opened", self.check))

    def test_addresses_with_passwords_or_other_schemes_are_refused(self):
        for url in (
            "ftp://example.com/x",
            "https://user:secret@example.com/",
            "https:///x",
            "https://example.com/#x",
            "https://example.com/a b",
            "http://example.com:notaport/",
            "https://example.com/\r\nX-Evil: 1",
        ):
            with self.subTest(url), self.assertRaises(ValidationError):
                self.target.webhook_url = url

    def test_each_address_has_a_secret_of_its_own(self):
        other = self.target.create(
            {"address": "https://a.example", "webhook_url": "https://b.example/x"}
        )
        self.target.webhook_url = "https://b.example/x"
        secrets = {one.sudo().webhook_secret for one in (other, self.target)}
        self.assertEqual(len(secrets), 2)
        self.assertTrue(all(secret.startswith("whsec_") for secret in secrets))

    def test_the_button_says_what_the_receiver_answered(self):
        with peer(says(OK)) as url:
            self.target.webhook_url = url
            shown = self.target.action_webhook_test()
        self.assertEqual(shown["params"]["type"], "success")
        self.assertEqual(shown["params"]["message"], "HTTP 204")


def _listening(got):
    """Return a peer that takes requests whole, notes them and says OK."""

    def answer(connection, gone):
        received = b""
        while not _whole(received):
            received += connection.recv(65536)
        got.append(received)
        connection.sendall(OK)

    return answer


def _whole(received):
    head, end, body = received.partition(b"\r\n\r\n")
    length = [line for line in head.split(b"\r\n") if b"Content-Length" in line]
    return end and length and len(body) >= int(length[0].partition(b":")[2])


def _parsed(received):
    head, _end, body = received.decode().partition("\r\n\r\n")
    request, *lines = head.split("\r\n")
    return request, dict(line.split(": ", 1) for line in lines), body

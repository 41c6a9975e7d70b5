# Long, for each promise to receivers has its test.

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.proxy_health.models import webhook as webhook_model
from odoo.addons.proxy_health.models.webhook import PAUSES
from odoo.addons.proxy_health.tools import webhook
from odoo.addons.proxy_health.tools.words import GIVEN_UP, PENDING, TAKEN

from .common import People, closed_port, never_answers, peer, says
from .test_share import evil_check

OK = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"
MOVED = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"


@tagged("post_install", "-at_install")
class TestWebhook(People, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.check = evil_check(cls.env(user=cls.manager)).sudo()
        # Where reports are posted to is an administrator's to say.
        cls.target = cls.check.target_id.with_user(cls.env.ref("base.user_admin"))

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

    def test_a_receiver_with_letters_of_any_alphabet_gets_a_host_that_it_knows(self):
        got = []
        with peer(_listening(got)) as url:
            # Wide digits are no ASCII, and name this very machine once they are encoded.
            message = self._post(url.replace("127", "１２７") + "/größe?wo=hüben")
            self._send()
        self.assertEqual((message.state, message.answer), (TAKEN, "HTTP 204"))
        request, headers, _body = _parsed(got[0])
        self.assertEqual(headers["Host"], url.partition("//")[2])
        path = "/gr%C3%B6%C3%9Fe?wo=h%C3%BCben"
        self.assertEqual(request, f"POST {path} HTTP/1.1")

    def test_a_redirect_is_a_refusal_and_is_not_followed(self):
        elsewhere = []
        with (
            peer(_listening(elsewhere)) as other,
            peer(says(MOVED % other.encode())) as url,
        ):
            message = self._post(url)
            self._send()
        self.assertEqual(message.state, PENDING)
        self.assertEqual(message.answer, "HTTP 307: redirects are not followed.")
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
        self.assertIn("did not answer within", message.answer)
        self.assertEqual(message.tries, 1)

    def test_a_receiver_that_drips_is_left_in_time(self):
        begin = time.monotonic()
        with patch.object(webhook, "PATIENCE", 0.5), peer(_drips) as url:
            message = self._post(url)
            self._send()
        self.assertLess(time.monotonic() - begin, 5)
        self.assertIn("did not answer within", message.answer)

    def test_one_that_fails_holds_up_no_other(self):
        broken = self._post(f"http://127.0.0.1:{closed_port()}")
        other = self.target.create({"address": "https://other.example.com"})
        with peer(says(OK)) as url:
            other.webhook_url = url
            fine = other._post_webhook("recovered", self.check)
            self._send()
        self.assertEqual((broken.state, fine.state), (PENDING, TAKEN))

    @mute_logger("odoo.addons.proxy_health.models.webhook")
    def test_a_defect_of_ours_costs_only_the_message_that_meets_it(self):
        with peer(says(OK)) as url:
            broken, fine, elsewhere = self._post(url), self._post(url), self._post(url)
            elsewhere.target_id = self._another(url)
            payload = {"defect": True}
            broken.payload = payload
            with patch.object(webhook, "post", _fails_on(payload)):
                self._send()
        self.assertEqual((fine.state, elsewhere.state), (TAKEN, TAKEN))
        self.assertEqual((broken.state, broken.tries), (PENDING, 1))
        self.assertIn("AttributeError", broken.answer)
        self.assertGreater(broken.next_try_at, fields.Datetime.now())

    @mute_logger("odoo.addons.proxy_health.models.webhook")
    def test_a_secret_that_is_none_costs_only_its_own_address(self):
        with peer(says(OK)) as url:
            broken, fine = self._post(url), self._post(url)
            fine.target_id = self._another(url)
            self.target.sudo().webhook_secret = "whsec_a"
            self._send()
        self.assertEqual((broken.state, fine.state), (PENDING, TAKEN))
        self.assertIn("was not sent", broken.answer)

    def test_a_try_counts_before_it_is_made(self):
        """A worker that is killed in the middle must not begin with the same one again."""
        message = self._post("http://127.0.0.1:9/")
        seen = []

        def killed(*_words):
            seen.append((message.tries, message.next_try_at > fields.Datetime.now()))
            raise SystemExit  # as Odoo's watchdog ends a worker

        with patch.object(webhook, "post", killed), self.assertRaises(SystemExit):
            self._send()
        self.assertEqual(seen, [(1, True)])

    def test_many_messages_to_one_address_delay_no_other(self):
        self.env["proxy.health.webhook"].search([]).unlink()
        slow = [self._post("http://127.0.0.1:9/") for _message in range(3)]
        other = self._post("http://127.0.0.1:9/")
        other.target_id = self._another("http://127.0.0.1:9/")
        due = self.env["proxy.health.webhook"]._due()
        self.assertEqual(list(due), [slow[0], other, slow[1], slow[2]])

    def test_the_queue_ends_before_odoo_kills_it_and_goes_on_later(self):
        with peer(says(OK)) as url:
            messages = [self._post(url), self._post(url)]
            with patch.object(webhook_model, "RUN_SECONDS", 0.0):
                self.env.ref("proxy_health.ir_cron_webhook")._trigger()
                self._send()
            self.assertEqual([m.state for m in messages], [PENDING, PENDING])
            self._send()
        self.assertEqual([m.state for m in messages], [TAKEN, TAKEN])

    def _another(self, url):
        name = (
            f"https://other{self.env['proxy.health.target'].search_count([])}.example"
        )
        return self.target.create({"address": name, "webhook_url": url})

    def test_an_alert_that_opens_and_one_that_closes_are_posted(self):
        self.target.write({"webhook_url": "http://127.0.0.1:9/", "max_blips": 0})
        self.check.scheduled = True
        self.target._hear(self.check)
        self.check.passed = self.check.finding_ids.mapped("code")
        self.check.finding_ids.unlink()
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


def _drips(connection, gone):
    """Answer one header for ever, a byte at a time: never silent, never done."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    while not gone.wait(0.1):
        connection.sendall(b"x")


def _fails_on(payload):
    """Return a `webhook.post` with a defect that one message's body meets."""
    post = webhook.post

    def failing(*words):
        if json.loads(words[-1]) == payload:
            raise AttributeError("a function that is gone")
        return post(*words)

    return failing


def _whole(received):
    head, end, body = received.partition(b"\r\n\r\n")
    length = [line for line in head.split(b"\r\n") if b"Content-Length" in line]
    return end and length and len(body) >= int(length[0].partition(b":")[2])


def _parsed(received):
    head, _end, body = received.decode().partition("\r\n\r\n")
    request, *lines = head.split("\r\n")
    return request, dict(line.split(": ", 1) for line in lines), body

import os
from unittest.mock import patch

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import config

from ..controllers import holding, probe
from ..tools import ticket
from .common import People

SESSION_COOKIE = "session_id="


@tagged("post_install", "-at_install")
class TestProbeRoutes(People, HttpCase):
    def setUp(self):
        super().setUp()
        self.issued = ticket.issue(self.env)

    def _ask(self, path, method="GET", token=None, headers=None, **options):
        token = self.issued["token"] if token is None else token
        headers = {ticket.TOKEN_HEADER: token, **(headers or {})}
        return self.url_open(path, headers=headers, method=method, **options)

    def test_every_prefix_proves_that_this_odoo_answers(self):
        for prefix in probe.PREFIXES:
            with self.subTest(prefix):
                seen = self._ask(f"{prefix}/proxy_health/echo").json()
                self.assertEqual(seen["proof"], self.issued["proof"])
                self.assertFalse(seen["websocket_route"])

    def test_a_request_for_an_upgrade_is_answered_on_the_same_path(self):
        upgrade = {"Upgrade": "websocket", "Connection": "Upgrade"}
        for prefix in probe.PREFIXES:
            with self.subTest(prefix):
                seen = self._ask(f"{prefix}/proxy_health/echo", headers=upgrade).json()
                self.assertTrue(seen["websocket_route"])
            self.opener.close()  # Odoo closes such a connection without saying so

    def test_a_handshake_that_lost_its_headers_is_answered_at_its_own_path(self):
        self.assertTrue(self._ask("/websocket?version=1").json()["proof"])
        for token in ("", "guessed"):
            answer = self._ask("/websocket", token=token)
            self.assertEqual(answer.status_code, 400)
            self.assertNotIn("X-Proxy-Health", answer.headers)

    def test_every_route_refuses_every_wrong_token_alike(self):
        expected = None
        routes = {
            "echo": "GET",
            "stream": "GET",
            "hold?seconds=60": "GET",
            "notify": "POST",
        }
        for name, method in routes.items():
            for token in ("guessed", self.issued["token"][:-1], "x" * 3000):
                with self.subTest(name, token=token[:9]):
                    answer = self._ask(f"/proxy_health/{name}", method, token)
                    got = (
                        answer.status_code,
                        answer.text,
                        answer.headers["X-Proxy-Health"],
                        answer.headers["Cache-Control"],
                    )
                    expected = expected or got
                    self.assertEqual(got, expected)
        self.assertEqual(expected, (403, '{"error": "refused"}', "refused", "no-store"))

    def test_a_request_without_any_token_is_told_so(self):
        answer = self._ask("/proxy_health/echo", token="")
        self.assertEqual(answer.status_code, 403)
        self.assertEqual(answer.headers["X-Proxy-Health"], "no ticket")

    def test_who_is_logged_in_does_not_replace_the_token(self):
        for user in (self.employee, self.manager):
            self.authenticate(user.login, user.login)
            self.assertEqual(self._ask("/proxy_health/echo", token="").status_code, 403)

    def test_the_echo_says_how_the_request_arrived(self):
        headers = {
            "X-Forwarded-Proto": "https",
            "Authorization": "Bearer secret",
            "X-Long": "l" * 5000,
        }
        seen = self._ask(
            "/proxy_health/echo?a=%2F", "POST", headers=headers, data="body"
        ).json()
        received = dict(seen["headers"])
        self.assertEqual(received["X-Forwarded-Proto"], "https")
        self.assertEqual(received["Authorization"], "13")
        self.assertEqual(len(received["X-Long"]), 1024)
        self.assertNotIn(ticket.TOKEN_HEADER, received)
        self.assertNotIn(
            self.session.sid if self.session else "session", received["Cookie"]
        )
        self.assertEqual((seen["method"], seen["body_bytes"]), ("POST", 4))
        self.assertEqual(seen["path"], "/proxy_health/echo?a=%2F")

    def test_an_answer_carries_what_the_query_asks_for_and_no_more(self):
        answer = self._ask(
            "/proxy_health/echo?pad=999999999&header_bytes=300&cookie=1&cache=none"
        )
        self.assertEqual(len(answer.json()["pad"]), probe.MAX_PAD_BYTES)
        self.assertEqual(len(answer.headers["X-Proxy-Health-Pad"]), 300)
        self.assertTrue(
            answer.headers["Set-Cookie"].startswith("proxy_health_probe=1;")
        )
        self.assertNotIn("Cache-Control", answer.headers)
        for nonsense in ("pad=-1", "pad=x", "header_bytes=1e999", "unknown=1"):
            self.assertEqual(
                self._ask(f"/proxy_health/echo?{nonsense}").status_code, 200
            )

    def test_the_stream_is_bounded(self):
        answer = self._ask(
            "/proxy_health/stream?chunks=9999&gap=0&size=99999999&accel=no"
        )
        self.assertLessEqual(len(answer.content), probe.MAX_STREAM_BYTES)
        self.assertEqual(answer.headers["X-Accel-Buffering"], "no")
        self.assertNotIn(
            "X-Accel-Buffering", self._ask("/proxy_health/stream?gap=0").headers
        )

    def test_a_worker_is_not_held(self):
        with patch.dict(config.options, {"workers": 2}):
            answer = self._ask("/proxy_health/hold?seconds=60")
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(
            self._ask("/proxy_health/hold?seconds=0.01").json(), {"held": 0.01}
        )

    def test_a_thread_is_held_no_longer_than_odoo_lets_it_live(self):
        with patch.dict(config.options, {"limit_time_real": 11}):
            held = self._ask("/proxy_health/hold?seconds=60").json()
        self.assertEqual(held, {"held": 1})

    def test_only_so_many_are_held_at_once_and_each_gives_its_place_back(self):
        for _again in range(holding.MAX_HOLDS + 1):
            self.assertEqual(self._ask("/proxy_health/hold?seconds=0").status_code, 200)
        for _place in range(holding.MAX_HOLDS):
            self.assertTrue(holding._holds.acquire(timeout=1))
            self.addCleanup(holding._holds.release)
        self.assertEqual(self._ask("/proxy_health/hold?seconds=0").status_code, 429)

    def test_a_notification_goes_to_the_tokens_own_channel(self):
        self.env["bus.bus"].sudo().search([]).unlink()
        answer = self._ask("/proxy_health/notify", "POST", json={"nonce": "n1"})
        self.assertTrue(answer.json()["sent"])
        self.env.cr.precommit.run()
        sent = self.env["bus.bus"].sudo().search([])
        self.assertIn(self.issued["channel"], sent.channel)
        self.assertIn('{"nonce":"n1"}', sent.message.replace(" ", ""))

    def test_a_token_sends_only_so_many_notifications(self):
        for _ping in range(probe.MAX_PINGS):
            answer = self._ask("/proxy_health/notify", "POST", json={"nonce": "n"})
            self.assertEqual(answer.status_code, 200)
        answer = self._ask("/proxy_health/notify", "POST", json={"nonce": "n"})
        self.assertEqual(answer.status_code, 429)

    def test_a_notification_without_a_short_nonce_is_refused(self):
        for body in (
            "",
            "{",
            "[]",
            '{"nonce": 1}',
            '{"nonce": "%s"}' % ("n" * 65),
            "x" * 5000,
        ):
            answer = self._ask("/proxy_health/notify", "POST", data=body)
            self.assertEqual(answer.status_code, 400, body[:20])

    def test_no_session_is_left_behind(self):
        store = http.root.session_store.path
        before = sum(len(files) for _folder, _folders, files in os.walk(store))
        self.opener.cookies.pop("session_id", None)
        answer = self._ask("/proxy_health/echo")
        self.assertEqual(answer.status_code, 200)
        self.assertNotIn(SESSION_COOKIE, answer.headers.get("Set-Cookie", ""))
        after = sum(len(files) for _folder, _folders, files in os.walk(store))
        self.assertEqual(after, before)

# Long, for each route has its tests.

import os
from unittest.mock import patch

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import config, mute_logger

from ..controllers import holding, probe
from ..proxycheck.fresh import fresh
from ..proxycheck.words import TOKEN_HEADER
from ..tools import ticket
from .common import People

SESSION_COOKIE = "session_id="
SECRET = "of-this-the-length-and-no-more"


@tagged("post_install", "-at_install")
class TestProbeRoutes(People, HttpCase):
    def setUp(self):
        super().setUp()
        self.issued = ticket.issue(self.env)

    def _ask(self, path, method="GET", token=None, headers=None, **options):
        token = self.issued["token"] if token is None else token
        headers = {TOKEN_HEADER: token, **(headers or {})}
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

    def test_whoever_brings_nothing_to_the_websocket_hears_what_odoo_says(self):
        """Without the addon a plain request to a websocket's route is a bad one."""
        for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
            for token in ("", "guessed"):
                with self.subTest(method, token=token):
                    answer = self._ask("/websocket", method, token)
                    self.assertEqual(answer.status_code, 400)
                    self.assertNotIn("X-Proxy-Health", answer.headers)
                    self.assertNotIn("Allow", answer.headers)
        self.assertEqual(self._ask("/websocket", "POST").status_code, 400)

    def test_a_challenge_gets_its_proof_and_nothing_else(self):
        challenge = self.issued["challenge"]
        paths = [f"{prefix}/proxy_health/echo" for prefix in probe.PREFIXES]
        for path in [*paths, "/websocket", "/proxy_health/echo/0123456789ab?pad=9"]:
            with self.subTest(path):
                answer = self._ask(path, token=challenge)
                expected = {"proof": self.issued["challenge_proof"], "evented": False}
                self.assertEqual(answer.json(), expected)
                self.assertNotIn("Set-Cookie", answer.headers)

    def test_a_challenge_opens_no_route(self):
        for name, method in (("stream", "GET"), ("hold", "GET"), ("notify", "POST")):
            with self.subTest(name):
                path = f"/proxy_health/{name}"
                answer = self._ask(path, method, self.issued["challenge"])
                self.assertEqual(answer.status_code, 403)
                self.assertEqual(answer.json(), {"error": "refused"})

    def test_the_session_of_a_challenge_opens_nothing_but_its_answer(self):
        lent = ticket.new_sessions(self.env.cr.dbname, several=True)
        self.opener.cookies["session_id"] = lent["challenge_session"]
        challenge = self.issued["challenge"]
        self.assertEqual(
            self._ask("/proxy_health/echo", token=challenge).status_code, 200
        )
        with mute_logger("odoo.http"):
            for path in (
                "/web/login",
                "/web",
                "/odoo",
                "/web/database/selector",
                "/proxy_health/stream",
                "/proxy_health/report",
            ):
                with self.subTest(path):
                    answer = self._ask(path, token=challenge, allow_redirects=False)
                    self.assertEqual(answer.status_code, 403)
                    self.assertNotIn(self.env.cr.dbname, answer.text)
        self.assertFalse(
            ticket.new_sessions(self.env.cr.dbname, False)["challenge_session"]
        )

    def test_every_answer_forbids_every_cache_and_names_what_it_depends_on(self):
        for name, method in (
            ("echo", "GET"),
            ("stream?gap=0", "GET"),
            ("hold?seconds=0", "GET"),
            ("notify", "POST"),
            ("echo?status=404", "GET"),
        ):
            for token in (None, "", "guessed", self.issued["challenge"]):
                with self.subTest(name, token=token):
                    answer = self._ask(f"/proxy_health/{name}", method, token)
                    self.assertEqual(answer.headers["Cache-Control"], "no-store")
                    self.assertEqual(answer.headers["X-Accel-Expires"], "0")
                    for header in (TOKEN_HEADER, "Cookie", "X-Odoo-Database"):
                        self.assertIn(header, answer.headers["Vary"])

    def test_every_route_has_addresses_that_nobody_asked_for_before(self):
        for prefix in probe.PREFIXES:
            for name in ("echo", "stream", "hold", "notify"):
                path = fresh(f"{prefix}/proxy_health/{name}?seconds=0&gap=0")
                with self.subTest(path):
                    method = "POST" if name == "notify" else "GET"
                    self.assertNotEqual(self._ask(path, method).status_code, 404)
                    self.assertEqual(self._ask(path, method, "").status_code, 403)

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
            "X-Origin-Secret": SECRET,
            "X-Auth-Request-Access-Token": SECRET,
            "Cf-Access-Jwt-Assertion": SECRET,
        }
        self.opener.cookies["sticky"] = SECRET
        answer = self._ask(
            "/proxy_health/echo?a=%2F", "POST", headers=headers, data="body"
        )
        self.assertNotIn(SECRET, answer.text)
        seen = answer.json()
        received = dict(seen["headers"])
        self.assertEqual(received["X-Forwarded-Proto"], "https")
        self.assertEqual(received["Authorization"], 13)
        self.assertEqual(received["X-Long"], 5000)
        self.assertEqual(received["X-Origin-Secret"], len(SECRET))
        self.assertIn(f"sticky={len(SECRET)}", received["Cookie"])
        self.assertNotIn(TOKEN_HEADER, received)
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
        cached = self._ask("/proxy_health/echo?cache=none").headers
        for name in ("Cache-Control", "X-Accel-Expires", "X-Accel-Buffering"):
            self.assertNotIn(name, cached)

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

"""Whatever bytes a stranger sends to a route for readers, the answer is a refusal."""

import http.client

from odoo.tests import HttpCase, tagged
from odoo.tests.common import TEST_CURSOR_COOKIE_NAME

from ..models.res_users_apikeys import SCOPE
from .common import People

# What text columns, decoders and patterns choke on: NUL, controls, halves of UTF-8.
BYTES = (
    b"\0",
    b"12345678\0rest",
    b"\x01\x1f\x7f",
    b"\xff\xfe\xc3\x28",
    b"\xed\xa0\x80",  # a surrogate
    "é☃".encode(),
    b"%00",
    b"' OR 1=1 --",
    b"a" * 5000,
)
ROUTES = (
    "/proxy_health/report",
    "/proxy_health/status",
    "/proxy_health/metrics",
    "/proxy_health/shared/page",
    "/proxy_health/shared/report.json",
)
TOKENS = ("/proxy_health/echo", "/websocket/proxy_health/echo", "/proxy_health/hold")


@tagged("post_install", "-at_install")
class TestHostileBytes(People, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        keys = cls.env["res.users.apikeys"].with_user(cls.manager).sudo()
        cls.key = keys._generate(SCOPE, "hostile", None)

    def _status(self, path, name, value, method="GET"):
        """Return the answer's status to a header of raw bytes."""
        host, port = self.base_url().partition("//")[2].split(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=20)
        connection.putrequest(method, path)
        cookie = f"{TEST_CURSOR_COOKIE_NAME}={self.http_request_key}"
        connection.putheader("Cookie", cookie)
        connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as answer:
            connection.close()
            return answer.status

    def test_as_a_key_they_are_no_key(self):
        with self.allow_requests(all_requests=True):
            for path in ROUTES:
                for value in BYTES:
                    with self.subTest(path, value=value[:20]):
                        status = self._status(path, "Authorization", b"Bearer " + value)
                        self.assertEqual(status, 401)

    def test_as_a_token_they_open_no_probe(self):
        with self.allow_requests(all_requests=True):
            for path in TOKENS:
                for value in BYTES:
                    with self.subTest(path, value=value[:20]):
                        status = self._status(path, "X-Proxy-Health-Token", value)
                        self.assertEqual(status, 403)

    def test_as_an_address_they_are_no_address(self):
        bearer = f"Bearer {self.key}".encode()
        with self.allow_requests(all_requests=True):
            for route in ("report", "status"):
                for value in BYTES:
                    asked = "".join(f"%{byte:02x}" for byte in value)
                    path = f"/proxy_health/{route}?target={asked}"
                    with self.subTest(path[:60]):
                        status = self._status(path, "Authorization", bearer)
                        self.assertIn(status, (400, 404))

    def test_as_the_place_where_a_browser_stands_they_are_no_address(self):
        lifetimes = self.env["proxy.health.lifetime"]
        for value in BYTES:
            with self.subTest(value[:20]):
                told = lifetimes._tell(value.decode("latin-1"), [[5, 1006]])
                self.assertFalse(told)

    def test_no_number_of_a_check_is_too_large(self):
        self.authenticate(self.manager.login, self.manager.login)
        for number in (2**31 - 1, 2**31, 10**40):
            path = f"/proxy_health/check/{number}/bundle.json"
            with self.subTest(number):
                self.assertEqual(self.url_open(path).status_code, 404)

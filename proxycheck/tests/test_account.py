"""A password goes to Odoo's login form, over a safe way, and nowhere else."""

import contextlib
import http.server
import json
import threading
import unittest
from urllib.parse import parse_qs

from ..account.session import SignInRefused, sign_in
from ..command.secret import Secret
from ..judge.judge import judge
from ..observation import Observation
from ..target import Target
from ..words import Status, Vantage, Verdict

PASSWORD = "pa55-w0rd"
VERSION = {"jsonrpc": "2.0", "id": 1, "result": {"server_version": "17.0"}}
INFO = {"jsonrpc": "2.0", "id": 1, "result": {"uid": 2, "web.base.url": "http://erp"}}
FORM = '<form><input type="hidden" name="csrf_token" value="t0ken"/></form>'
#: What an Odoo answers: status, body, headers.
ODOO = {
    "POST /web/webclient/version_info": (200, json.dumps(VERSION), {}),
    "GET /web/login": (200, FORM, {"Set-Cookie": "session_id=a; Path=/"}),
    "POST /web/login": (
        303,
        "",
        {"Location": "/web", "Set-Cookie": "session_id=b; HttpOnly"},
    ),
    "POST /web/session/get_session_info": (200, json.dumps(INFO), {}),
    "POST /web/session/destroy": (200, '{"jsonrpc": "2.0", "id": 1}', {}),
}


# Long, for a server is one thing from its beginning to its end.
@contextlib.contextmanager
def server(answers):
    """A server that answers so; yields its port and what it got: (what, cookie, body)."""
    got = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = self.path.partition("?")[0]
            what = f"{self.command} {path}"
            got.append((what, self.headers.get("Cookie"), sent.decode()))
            status, body, headers = answers.get(what, (404, "", {}))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        do_POST = do_GET

        def log_message(self, format, *args):
            """Say nothing."""

    server_ = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serve = threading.Thread(target=server_.serve_forever, args=(0.005,), daemon=True)
    serve.start()
    try:
        yield server_.server_port, got
    finally:
        server_.shutdown()
        server_.server_close()


def signed_in(port, **how):
    """The session at that port."""
    return sign_in(Target(f"http://127.0.0.1:{port}"), "ada", Secret(PASSWORD), **how)


class TestSignIn(unittest.TestCase):
    def test_a_session_is_opened_by_the_form_and_closed_again(self):
        with server(ODOO) as (port, got):
            session = signed_in(port)
            session.sign_out()
        self.assertEqual((session.series, session.location), (17, "/web"))
        _version, _form, login, info, out = got
        self.assertEqual(
            {name: value for name, [value] in parse_qs(login[2]).items()},
            {"login": "ada", "password": PASSWORD, "csrf_token": "t0ken"},
        )
        self.assertEqual(login[1], "session_id=a")
        self.assertEqual((info[1], out[1]), ("session_id=b", "session_id=b"))
        self.assertEqual(out[0], "POST /web/session/destroy")

    def refused(self, changes, said):
        """Nobody signs in where Odoo's answers are changed so; return what was sent."""
        with server({**ODOO, **changes}) as (port, got):
            with self.assertRaisesRegex(SignInRefused, said) as refusal:
                signed_in(port)
        self.assertNotIn(PASSWORD, str(refusal.exception))
        return "".join(body for _what, _cookie, body in got)

    def test_what_is_no_odoo_or_has_no_form_gets_no_password(self):
        elsewhere = {"Location": "http://elsewhere.example/"}
        for changes, said in (
            (
                {"POST /web/webclient/version_info": (200, "hello", {})},
                "not recognised",
            ),
            ({"POST /web/webclient/version_info": (301, "", elsewhere)}, "no redirect"),
            ({"GET /web/login": (200, "<p>Welcome</p>", {})}, "no login form"),
            (
                {"GET /web/login": (303, "", {"Location": "/web/database/selector"})},
                "--db",
            ),
        ):
            with self.subTest(said):
                self.assertNotIn(PASSWORD, self.refused(changes, said))

    def test_a_refusal_is_a_sentence(self):
        second = {"Location": "/web/login/totp"}
        for changes, said in (
            ({"POST /web/login": (200, FORM, {})}, "does not take"),
            ({"POST /web/login": (303, "", second)}, "second factor"),
            ({"POST /web/login": (502, "", {})}, "with 502"),
            ({"POST /web/session/get_session_info": (200, "{}", {})}, "no session"),
        ):
            with self.subTest(said):
                self.refused(changes, said)

    def test_plain_http_gets_no_password_unless_that_is_meant(self):
        with server(ODOO) as (port, got):
            # A name for this machine that is not known as one.
            target = Target("http://erp.example", connect_to=f"127.0.0.1:{port}")
            with self.assertRaisesRegex(SignInRefused, "plain http"):
                sign_in(target, "ada", Secret(PASSWORD))
            self.assertEqual(got, [])
            session = sign_in(target, "ada", Secret(PASSWORD), insecure=True)
            self.assertEqual(session.info["uid"], 2)

    def test_a_login_page_elsewhere_is_followed_by_its_path_only(self):
        moved = {"Location": "http://10.0.0.5:8069/en/web/login"}
        answers = {
            **ODOO,
            "GET /web/login": (303, "", moved),
            "GET /en/web/login": (200, FORM, {}),
            "POST /en/web/login": (303, "", {"Location": "http://10.0.0.5:8069/web"}),
        }
        with server(answers) as (port, got):
            self.assertEqual(signed_in(port).location, "http://10.0.0.5:8069/web")
        self.assertIn("POST /en/web/login", [what for what, _cookie, _body in got])


def named(base_url, scheme="https"):
    """What is said of ``web.base.url`` to who signed in and was told this one."""
    asked = [scheme, "erp.example", {"https": 443, "http": 80}[scheme]]
    facts = {
        "echo": {"outcome": "answered", "proven": None, "asked": asked, "base": asked},
        "account": {"outcome": "answered", "asked": asked, "web_base_url": base_url},
    }
    seen = [
        Observation(name, Vantage.SERVER, Status.SEEN, facts[name]) for name in facts
    ]
    found = {finding.code: finding for finding in judge(seen)}
    return found["web_base_url_differs"].verdict


class TestOwnName(unittest.TestCase):
    def test_another_scheme_in_links_is_told_to_who_signed_in(self):
        self.assertEqual(named("http://erp.example"), Verdict.FAILED)
        self.assertEqual(named("https://erp.example"), Verdict.PASSED)
        # A second address beside this one.
        self.assertEqual(named("http://intern.example"), Verdict.PASSED)
        # Odoo did not tell.
        self.assertEqual(named(""), Verdict.PASSED)

    def test_nobody_is_judged_by_an_address_that_nobody_told(self):
        echo = {"outcome": "answered", "proven": None}
        seen = [Observation("echo", Vantage.SERVER, Status.SEEN, echo)]
        found = {finding.code: finding for finding in judge(seen)}
        self.assertEqual(found["web_base_url_differs"].verdict, Verdict.UNKNOWN)

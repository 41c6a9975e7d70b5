"""The right file: its syntax by version and era, and its states by report."""

import unittest

from ..render import BadChoice, Choices, State, annotated, as_file
from ..render.choices import of_report
from ..render.products import NGINX, files
from ..words import Era

FINDING = {
    "code": "forwarded_host_missing",
    "severity": "warning",
    "layer": "nginx",
    "directive": "proxy_set_header X-Forwarded-Host",
    "location": "/",
    "title": "Odoo ignores every forwarded header",
    "evidence": [{"fact": "X-Forwarded-Host: (absent)\nlisten 1;"}],
    "actions": [
        {"do": "add", "new": "proxy_set_header X-Forwarded-Host $http_host;"},
    ],
}


def report(*findings, **parts):
    return {
        "target": {"base_url": "https://erp.example.com"},
        "odoo": {"era": "websocket", "workers": 4, "http_port": 8169},
        "proxy": {"server": "nginx/1.18.0"},
        "findings": list(findings),
        "passed": ["upload_limit_too_small"],
        "unknown": [{"code": "read_timeout_too_short", "because": "Not asked."}],
        "observations": [],
        **parts,
    }


def text(choices, found=None):
    return as_file(*annotated(choices, found))


class TestRender(unittest.TestCase):
    def test_the_syntax_is_that_of_the_nginx_that_was_seen(self):
        self.assertIn("http2 on;", text(Choices(nginx=(1, 25, 1))))
        old = text(Choices(nginx=(1, 25, 0)))
        self.assertIn("listen 443 ssl http2;", old)
        self.assertNotIn("http2 on;", old)
        self.assertNotIn("proxy_cookie_flags ~", text(Choices(nginx=(1, 18, 0))))

    def test_of_an_unknown_nginx_the_file_holds_what_every_nginx_reads(self):
        self.assertNotRegex(text(Choices()), r"http2|(?m:^ *proxy_cookie_flags)")

    def test_an_odoo_that_is_polled_gets_its_block_and_no_websocket(self):
        polled = text(Choices(era=Era.LONGPOLLING))
        self.assertIn("location ^~ /longpolling {", polled)
        self.assertNotIn("/websocket", polled)
        self.assertNotIn("Upgrade", polled)

    def test_the_report_says_what_the_file_is_for_and_choices_win(self):
        told = of_report(report(), keepalive=8, tls=None)
        self.assertEqual(told.names, ("erp.example.com",))
        self.assertEqual((told.http_port, told.workers), (8169, 4))
        self.assertEqual(told.nginx, (1, 18, 0))
        self.assertEqual((told.keepalive, told.listen), (8, 443))
        plain = of_report(report(), tls=False)
        self.assertEqual((plain.listen, plain.redirect_from), (80, 0))

    def test_each_line_says_what_the_check_saw_of_it(self):
        lines, beside = annotated(Choices(), report(FINDING))
        found = {
            one.line.text: one for one in lines if one.line.location != "/websocket"
        }
        host = found["proxy_set_header X-Forwarded-Host $http_host;"]
        self.assertEqual((host.state, host.code), (State.MISSING, FINDING["code"]))
        self.assertIs(found["client_max_body_size 128m;"].state, State.IN_ORDER)
        [timeout] = [
            one
            for one in lines
            if one.line.location == "/websocket"
            and one.line.text.startswith("proxy_read_timeout")
        ]
        self.assertIs(timeout.state, State.NOT_MEASURABLE)
        self.assertFalse(beside)

    def test_a_finding_about_no_line_is_named_on_top(self):
        other = {**FINDING, "code": "x", "directive": "limit_req", "title": "Limited"}
        lines, beside = annotated(Choices(), report(other))
        self.assertEqual(beside, [other])
        self.assertIn(
            "gone with this file: Limited (limit_req)", as_file(lines, beside)
        )

    def test_what_a_peer_sent_never_becomes_a_line(self):
        found = text(Choices(), report(FINDING))
        self.assertFalse(
            [one for one in found.splitlines() if one.strip() == "listen 1;"]
        )

    def test_each_product_has_its_own_file_whichever_the_choices(self):
        for kind in files():
            for chosen in ({}, {"tls": False}, {"workers": 0, "hsts": True}):
                made = Choices(proxy=kind, gevent_port=8172, **chosen)
                lines, _beside = annotated(made)
                file = as_file(lines, proxy=kind)
                self.assertTrue(file.startswith(f"# {files()[kind].head}"))
                self.assertIn("/websocket", file)
                self.assertEqual("8172" in file, not made.one_process, kind)

    def test_the_file_is_that_of_the_product_that_was_recognised(self):
        told = of_report(report(proxy={"kind": "caddy", "server": "Werkzeug/3"}))
        self.assertEqual(told.proxy, "caddy")
        unknown = of_report(report(proxy={"kind": "varnish", "server": ""}))
        self.assertEqual(unknown.proxy, NGINX)

    def test_a_product_without_a_file_is_refused_by_name(self):
        with self.assertRaisesRegex(BadChoice, "varnish.*caddy"):
            Choices(proxy="varnish")

    def test_a_choice_that_would_end_a_line_is_refused(self):
        for wrong in ("a;b", "a b", "a{", "a\nb", "", "$host"):
            with self.subTest(wrong), self.assertRaises(BadChoice):
                Choices(names=(wrong,))

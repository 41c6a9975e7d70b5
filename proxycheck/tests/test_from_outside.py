"""What a check without a key judges where no real proxy of the tests can show it."""

import unittest

from ..judge import judge, unknown
from ..judge.found import common_values
from ..login_page import token_of, worker_version_of
from ..observation import Observation
from ..report.recognised import realtime_words
from ..untested import ways
from ..wire.websocket import accept_for, wrong_header
from ..words import Status, Vantage, Verdict

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
RIGHT = {
    "upgrade": "websocket",
    "connection": "Upgrade",
    "sec-websocket-accept": accept_for(KEY),
}


def saw(probe, vantage=Vantage.SERVER, **facts):
    """An observation of these facts."""
    return Observation(probe, vantage, Status.SEEN, facts)


def verdict(code, *seen):
    """The verdict of a rule where an Odoo answers and nobody has a ticket."""
    stranger = [
        saw("echo", outcome="answered", status=404, proven=None, spoken_by="odoo"),
        saw("version", outcome="answered", odoo=True, version="19.0", era="websocket"),
    ]
    found = {one.code: one for one in judge.judge([*stranger, *seen])}
    return found[code].verdict


def address(family, **facts):
    """What was tried of one address of the name."""
    return {"address": "198.51.100.1", "family": family, "proven": None, **facts}


class TestFromOutside(unittest.TestCase):
    def test_odoos_login_form_over_plain_http_is_named_and_a_redirect_is_not(self):
        code = "http_not_redirected"
        for form, said in ((True, Verdict.FAILED), (False, Verdict.PASSED)):
            seen = saw("http_redirect", tried=True, outcome="answered", form=form)
            self.assertIs(verdict(code, seen), said)

    def test_a_dead_address_is_named_only_beside_one_where_odoo_answers(self):
        code, dead = "address_family_dead", address("IPv6", outcome="refused")
        for writer, said in (("odoo", Verdict.FAILED), ("nginx", Verdict.PASSED)):
            alive = address("IPv4", outcome="answered", spoken_by=writer)
            self.assertIs(verdict(code, saw("addresses", tries=[alive, dead])), said)

    def test_the_text_says_how_many_polls_were_held(self):
        tries = [{"process": "bus", "outcome": "answered", "status": 200}]
        seen = saw("poll", tries=tries, polls=3, held_polls=3)
        told = realtime_words({"observations": [seen.as_dict()]})
        self.assertEqual(told, "Polls: 3 at once were held open.")

    def test_where_nobody_tells_odoos_ports_they_are_the_usual_ones(self):
        self.assertEqual(common_values({})["gevent_port"], 8072)

    def test_without_workers_websockets_are_on_the_port_of_pages(self):
        told = {"http_port": 8169, "gevent_port": 8172}
        for workers, port in ((0, 8169), (2, 8172)):
            seen = saw("odoo", Vantage.DIRECT, workers=workers, **told)
            self.assertEqual(common_values({seen.key: seen})["gevent_port"], port)

    def test_what_was_not_tested_says_what_would_show_it(self):
        codes = ["web_base_url_differs", "site_upstream_dead", "real_ip_missing"]
        told = "--login (1), --odoo-config on Odoo's machine (1), the addon in Odoo (1)"
        self.assertEqual(ways(codes, unknown.NOT_LOOKED), told)
        self.assertEqual(ways(["poll_cut_too_early"], unknown.FULL_ONLY), "--full (1)")


class TestHandshakeAnswer(unittest.TestCase):
    def test_a_right_101_is_accepted(self):
        self.assertEqual(wrong_header(RIGHT, KEY), "")

    def test_what_browsers_refuse_is_named_by_its_header(self):
        for name in RIGHT:
            self.assertEqual(wrong_header({**RIGHT, name: ""}, KEY), name)
        for name in ("sec-websocket-protocol", "sec-websocket-extensions"):
            self.assertEqual(wrong_header({**RIGHT, name: "x"}, KEY), name)


class TestLoginPage(unittest.TestCase):
    def test_the_forms_token_and_the_websockets_version_are_read(self):
        page = (
            '<input type="hidden" name="csrf_token" value="a1o2"/>'
            '<script>odoo.__session_info__ = {"websocket_worker_version": "17.0-3"}'
        )
        self.assertEqual((token_of(page), worker_version_of(page)), ("a1o2", "17.0-3"))
        self.assertEqual((token_of(""), worker_version_of("")), ("", ""))

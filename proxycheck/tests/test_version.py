"""Which Odoo answers is told by real answers of each series; of others it is not claimed."""

import unittest

from ..look import Look
from ..series import read_version
from ..target import Target
from ..words import Era
from . import recorded

EVERY = recorded.series()
#: What a proxy may keep back, one after the other.
KEPT_BACK = ["version_info", "common version", "web version"]


def recognised(known, without=()):
    """The facts of the probe, asked of recorded answers."""
    with recorded.served(known, without) as url:
        with Look(Target(url), only={"server.version"}) as look:
            look.at_everything()
        return look.seen["server.version"].facts


class TestRecordedOdoos(unittest.TestCase):
    def told(self, number, name="prefork-direct_http", without=()):
        facts = recognised(recorded.answers(number, name), without)
        return {key: facts[key] for key in ("odoo", "version", "series", "era")}

    def test_every_series_is_named_with_its_era(self):
        for number in EVERY:
            era = Era.LONGPOLLING if number <= 15 else Era.WEBSOCKET
            right = {"odoo": True, "version": f"{number}.0", "series": number}
            with self.subTest(number):
                self.assertEqual(self.told(number), {**right, "era": era})
                self.assertEqual(
                    self.told(number, without=["version_info"]), {**right, "era": era}
                )

    def test_the_era_is_told_by_the_names_of_files_where_no_version_is(self):
        for number in EVERY:
            era = Era.LONGPOLLING if number <= 15 else Era.WEBSOCKET
            with self.subTest(number):
                told = self.told(number, without=KEPT_BACK)
                self.assertEqual((told["odoo"], told["era"]), (True, era))
                self.assertIn(told["series"], (None, number))

    def test_a_choice_of_databases_is_seen(self):
        for number in EVERY:
            with self.subTest(number):
                known = recorded.answers(number, "several_databases-direct_http")
                self.assertEqual(recognised(known)["database"], "none")
                known = recorded.answers(number, "prefork-direct_http")
                self.assertEqual(recognised(known)["database"], "chosen")


class TestOthers(unittest.TestCase):
    PAGE = {
        "status": 200,
        "headers": ["Content-Type: text/html", "Server: lighttpd"],
        "title": "FRITZ!Box",
        "assets": ["/js/login.js"],
    }
    FLASK = {
        "status": 404,
        "headers": ["Content-Type: text/html"],
        "body": "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>",
    }
    ASKED = {"status": 401, "headers": ["Content-Type: text/html"], "body": "Who?"}
    HIDDEN = {"status": 200, "headers": ["Set-Cookie: session_id=1"], "body": "Soon."}

    def test_a_page_of_a_router_is_no_odoo(self):
        facts = recognised({"root": self.PAGE, "login": self.PAGE})
        self.assertIs(facts["odoo"], False)
        self.assertEqual(facts["title"], "FRITZ!Box")

    def test_where_nothing_tells_nothing_is_claimed(self):
        """A password, an error of Werkzeug's, or a cookie of that name may hide an Odoo."""
        for page in (self.ASKED, self.FLASK, self.HIDDEN):
            facts = recognised({"root": page, "login": page})
            self.assertIsNone(facts["odoo"])


class TestVersions(unittest.TestCase):
    def test_versions_are_read_as_odoo_writes_them(self):
        told = {
            "14.0": ("14.0", 14, Era.LONGPOLLING),
            "17.0+e": ("17.0", 17, Era.WEBSOCKET),
            "19.0-20251101": ("19.0", 19, Era.WEBSOCKET),
            "saas~18.2+e": ("saas~18.2", 18, Era.WEBSOCKET),
            "saas-14.3": ("saas~14.3", 14, Era.LONGPOLLING),
            "saas~15.2": ("saas~15.2", 15, None),  # between the eras
            "3.0.6": None,
            "master": None,
            None: None,
        }
        self.assertEqual({text: read_version(text) for text in told}, told)

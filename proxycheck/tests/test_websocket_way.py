"""What Odoo's own routes tell of /websocket where nginx refuses nearly all requests."""

import unittest
from typing import Any

from ..probes import websocket_way
from ..wire.dial import Outcome

ODOOS_ERROR = "<!doctype html>\n<html lang=en>\n<title>400 Bad Request</title>"
BELOW, ITSELF = "/websocket/health", "/websocket"


class Line:
    """An HTTP worker of Odoo's behind an nginx that refuses what `refuses` says."""

    origin = "http://odoo.example"

    def __init__(self, refuses):
        self._refuses, self._asked = refuses, []

    def ask(self, target, headers=()):
        path, _question, query = target.partition("?")
        self._asked.append(path)
        if self._refuses(path, "long=" in query or bool(headers), self._asked):
            return answer(503, "nginx", "<hr><center>nginx</center>")
        if path.endswith("/health"):
            return answer(200, "Werkzeug/2.2.2", '{"status": "pass"}')
        return answer(400 if path == ITSELF else 404, "Werkzeug/2.2.2", ODOOS_ERROR)

    def ask_in_a_row(self, targets):
        return [self.ask(target) for target in targets]


def answer(status, server, body):
    return {
        "outcome": Outcome.ANSWERED,
        "status": status,
        "headers": {"server": server},
        "body": body,
        "body_bytes": len(body),
    }


def seen(refuses):
    look: Any = websocket_way.look.look
    return look(Line(refuses))


class TestLimits(unittest.TestCase):
    def test_a_limit_that_lets_one_in_has_let_it_pass_whichever_that_was(self):
        for first in (BELOW, ITSELF):

            def all_but(path, more, asked, first=first):
                once = path == first and not more and asked.count(path) == 1
                return path.startswith(ITSELF) and not once

            self.assertTrue(seen(all_but)["passed"], first)

    def test_what_another_block_passes_below_an_exact_location_did_not_pass_that(self):
        facts = seen(lambda path, _more, _asked: path == ITSELF)
        self.assertEqual(facts["below"]["status"], 200)
        self.assertFalse(facts["passed"])

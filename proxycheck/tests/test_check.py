"""The loop of a check: what is looked at again, how often, and who is told."""

import unittest
from unittest.mock import Mock, patch

from .. import check as module
from ..judge.finding import Finding
from ..look import rounds
from ..registry import rules
from ..words import Layer, Severity, Verdict

CODE = "websocket_upgrade_header_missing"


class Look:
    """Stands for looking; remembers what was asked of it."""

    observations = ()

    def __init__(self):
        self.asked = []

    def __call__(self, _target, _ticket, **_how):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.asked.append("end")

    def at_everything(self):
        """Remember it."""
        self.asked.append("everything")

    def again(self, keys):
        """Remember it."""
        self.asked.append(keys)

    def wait_for_holds(self):
        """Remember it."""
        self.asked.append("holds")


def accusation(code=CODE, severity=Severity.CRITICAL):
    """Return a failed finding."""
    return Finding(code, Verdict.FAILED, severity, Layer.NGINX, "proxy_pass")


def looks(*said):
    """Return what is asked of looking when judging says this, one after another."""
    look = Look()
    with (
        patch.object(module, "Look", look),
        patch.object(module, "judge", Mock(side_effect=said)),
    ):
        module.check("target")
    return look.asked


class TestLoop(unittest.TestCase):
    def test_where_nobody_is_accused_everything_is_looked_at_once(self):
        asked = looks([], [])
        self.assertEqual(asked, ["everything", "holds", "end"])

    def test_an_accusation_is_looked_at_again_by_what_it_rests_on(self):
        asked = looks(*[[accusation()]] * 3)
        keys = {need.key("server") for need in rules()[CODE].needs}
        self.assertEqual(asked, ["everything", keys, "holds", "end"])

    def test_an_accusation_that_does_not_happen_again_is_dropped(self):
        asked = looks([accusation()], [], [])
        self.assertEqual(len(asked), 4)

    def test_where_two_looks_differ_a_third_settles_it(self):
        other = accusation("websocket_not_opened")
        asked = looks([accusation(), other], [other], [accusation()], [])
        self.assertEqual(len(asked), 5)

    def test_advice_is_not_looked_at_again(self):
        asked = looks(*[[accusation(severity=Severity.INFO)]] * 2)
        self.assertEqual(asked, ["everything", "holds", "end"])


class TestArrows(unittest.TestCase):
    def test_looking_knows_no_rule(self):
        self.assertFalse(hasattr(rounds, "judge") or hasattr(rounds, "rules"))

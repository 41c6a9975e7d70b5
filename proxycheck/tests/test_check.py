"""The loop of a check: what is looked at again, how often, and who is told."""

import unittest
from collections import Counter
from unittest.mock import Mock, patch

from .. import check as module
from ..judge.finding import Finding
from ..look import rounds
from ..registry import rules
from ..words import Layer, Severity, Verdict

CODE, OTHER = "websocket_upgrade_header_missing", "hsts_missing"
KEYS, OTHER_KEYS = (
    {need.key("server") for need in rules()[code].needs} for code in (CODE, OTHER)
)


class Look:
    """Stands for looking; remembers what was asked of it."""

    observations = ()

    def __init__(self):
        self.asked = []
        self.times = Counter()

    def __call__(self, _target, _ticket, **_how):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.asked.append("end")

    def at_everything(self, doubtful):
        """Remember it."""
        self.asked.append("everything")
        self.times.update(KEYS | OTHER_KEYS)
        self.doubtful = doubtful

    def again(self, keys):
        """Remember it, if anything is to be looked at."""
        if keys:
            self.asked.append(keys)
        self.times.update(keys)

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
        asked = looks([], [], [])
        self.assertEqual(asked, ["everything", "holds", "end"])

    def test_an_accusation_is_looked_at_again_by_what_it_rests_on(self):
        asked = looks(*[[accusation()]] * 3)
        self.assertEqual(asked, ["everything", KEYS, "holds", "end"])

    def test_an_accusation_that_does_not_happen_again_is_dropped(self):
        asked = looks([accusation()], [], [])
        self.assertEqual(asked, ["everything", KEYS, "holds", "end"])

    def test_one_that_comes_up_at_the_second_look_needs_a_third(self):
        asked = looks([accusation()], [accusation(), accusation(OTHER)], [])
        self.assertEqual(asked, ["everything", KEYS, OTHER_KEYS, "holds", "end"])

    def test_one_that_comes_and_goes_is_looked_at_three_times_at_most(self):
        asked = looks([accusation()], [], [accusation()])
        self.assertEqual(asked.count(KEYS), 1)

    def test_what_was_looked_at_again_at_once_is_not_looked_at_again(self):
        look = Look()
        with patch.object(module, "judge", Mock(return_value=[accusation()])):
            accusations = module.Accusations(look)
            look.at_everything(accusations.doubtful)
            self.assertEqual(accusations.doubtful(), KEYS)
            look.again(KEYS)
            self.assertEqual(accusations.doubtful(), set())

    def test_advice_is_not_looked_at_again(self):
        asked = looks(*[[accusation(severity=Severity.INFO)]] * 3)
        self.assertEqual(asked, ["everything", "holds", "end"])


class TestArrows(unittest.TestCase):
    def test_looking_knows_no_rule(self):
        self.assertFalse(hasattr(rounds, "judge") or hasattr(rounds, "rules"))

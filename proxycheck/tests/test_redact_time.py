"""Redaction takes time for texts, whatever they say and however many people there are.

Ratios of one run, and bounds that a busy machine keeps: before, one of these texts took
minutes.
"""

import random
import string
import time
import unittest

from ..fact import HEADERS
from ..report import redact, redact_patterns
from ..report.redact_names import Names
from . import worlds
from .test_redact import report

HOSTILE = {
    "named like secrets": "token-",
    "plain letters": "abcdefgh",
    "words": "token secret ",
    "labels": "a.",
    "dashes": "a-",
    "names and values": "key=a ",
    "names without value": "key:",
    "quotes": 'key="',
    "groups of an address": "a:",
    "addresses": "10.1.2.3 ",
    "addresses without end": "1.2.3.",
    "mail": "a@",
    "mail without host": "a.b+c",
    "schemes": "://",
    "logins": "://a:b@",
    "logins without end": "://a:bx",
    "blanks": "key ",
    "nothing but blanks": " ",
    "bearers": "bearer ",
    "dotted inside": "a.internal.",
    "digits": "1",
    "slashes": "/a1b2",
}
SIZE = 2_000
MORE = 8


def took(work, *arguments):
    """CPU seconds of the fastest of three runs."""
    times = []
    for _run in range(3):
        start = time.process_time()
        work(*arguments)
        times.append(time.process_time() - start)
    return min(times)


def searched(text):
    """Do with a text all that is done with it."""
    redact_patterns.search(text, addresses=True, users=True)
    names = Names(lambda candidates: {})
    names.read(text)
    names.ask()


class Time(unittest.TestCase):
    def test_it_is_linear_in_the_text(self):
        for name, piece in HOSTILE.items():
            text = piece * (SIZE // len(piece))
            once, more = (took(searched, one) for one in (text, text * MORE))
            with self.subTest(name):
                # Quadratic time would be 64 times as much.
                self.assertLess(more, once * MORE * 3 + 0.01)

    def test_the_texts_that_took_minutes_take_no_time(self):
        headers = dict.fromkeys(sorted(HEADERS)[:17], "token-" * 170)
        long = report(received=headers, detail="x" * 30_000)
        self.assertLess(took(redact.redact, long), 0.2)

    def test_the_largest_report_is_bounded_in_time_and_in_what_it_asks(self):
        asked = []

        def known(candidates):
            asked.append(len(candidates))
            return {}

        document = largest()
        # 20 ms are its budget (`make bench`); here it shall only not run away.
        self.assertLess(took(lambda: redact.redact(document, known=known)), 0.3)
        self.assertEqual(len(asked), 3)  # once a run
        # As spelled and in small letters; the last text that is read may add its own.
        self.assertLess(max(asked), redact.MAX_NAMES * 2.5)


def largest():
    """A report whose observations are as large as any may be."""
    letters = random.Random(1)

    def text(size):
        return "".join(letters.choices(string.ascii_lowercase + " " * 5, k=size))

    names = sorted(HEADERS)
    document = report()
    document["observations"] = [
        {
            **one.as_dict(),
            "facts": {
                **one.facts,
                "headers": {name: text(1024) for name in names[:20]},
                "received": {name: text(512) for name in names[20:]},
                "detail": text(1024),
            },
        }
        for one in worlds.healthy()
    ]
    return document


if __name__ == "__main__":
    unittest.main()

"""Sentences with values are stored apart and put together in the reader's language."""

import json
import unittest

from ..judge.finding import Finding
from ..judge.message import Message, said, stored
from ..judge.rule import Facts
from ..judge.sentences import ABSENT, says
from ..words import Layer, Severity, Verdict

GERMAN = {
    "Upgrade: %(arrived)s": "Upgrade ist %(arrived)s",
    "(absent)": "(fehlt)",
    "HTTP %(status)s from %(who)s": "HTTP %(status)s von %(who)s",
    "something else": "etwas anderem",
}


def german(text):
    return GERMAN.get(text, text)


def found(fact, **more):
    row = {"probe": "echo", "vantage": "server", "fact": fact, **more}
    return Finding(
        "x", Verdict.FAILED, Severity.INFO, Layer.NGINX, "gzip", evidence=[row]
    )


class TestMessages(unittest.TestCase):
    def test_a_message_is_read_in_the_readers_language(self):
        answer = Facts(outcome="answered", status=502, spoken_by="other")
        self.assertEqual(said(says(answer)), "HTTP 502 from something else")
        kept = json.loads(json.dumps(stored(says(answer))))
        self.assertEqual(said(kept, german), "HTTP 502 von etwas anderem")

    def test_evidence_is_a_sentence_whose_values_may_be_messages(self):
        values = {"arrived": stored(ABSENT)}
        [row] = found("Upgrade: %(arrived)s", values=values).seen(german)
        self.assertEqual(row["fact"], "Upgrade ist (fehlt)")

    def test_evidence_of_an_older_version_is_shown_as_it_was_stored(self):
        said_then = "Upgrade: %(arrived)s reached Odoo"
        [row] = found(said_then).seen(german)
        self.assertEqual(row["fact"], said_then)

    def test_what_a_peer_sent_is_no_message(self):
        forged = {"text": "(absent)", "values": {}}
        self.assertEqual(stored(forged), str(forged))
        self.assertEqual(said(stored(Message("%(a)s", {"a": [1]}))), "[1]")

    def test_a_peers_placeholder_is_not_filled(self):
        told = Message("it sent %(what)s", {"what": "%(who)s %(what)s", "who": "me"})
        self.assertEqual(str(told), "it sent %(who)s %(what)s")


if __name__ == "__main__":
    unittest.main()

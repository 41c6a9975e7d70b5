"""Secrets are planted everywhere in a report, and searched for in what may leave."""

import copy
import json
import unittest

from .. import markdown, redact
from . import worlds

PLANTED = {
    "API key": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
    "session id": "Xy7kQ2vLrT0pZ9aBcD3eFgH4iJkLmN5oPqRsT6uVwXyZ7a8b9c0d1e2f3G4h5I6j7K8l9",
    "CSRF token": "0c2ea9b0f1d3e4a5968778695a4b3c2d1e0f9a8bo1795403020",
    "basic login": "Basic c3VwcG9ydDpodW50ZXIy",
    "bearer": "Bearer s3cr3t-of-somebody",
    "internal IPv4": "10.20.30.40",
    "internal IPv6": "fd12:3456:789a::17",
    "internal name": "db01.corp.internal",
    "login": "marcdemo",
    "e-mail": "joel.willis63@example.com",
    "user name": "Marc Demo",
    "database": "acme_production",
}
TICKS = {
    "addresses": ("internal IPv4", "internal IPv6", "internal name"),
    "users": ("login", "e-mail", "user name"),
    "database": ("database",),
}
ABOUT = {"database": "acme_production", "users": ["marcdemo", "Marc Demo"]}


def report(**facts):
    """A report with one finding and one observation of these facts."""
    seen = {"probe": "echo", "vantage": "server", "status": "seen", "duration_ms": 1.0}
    return {
        "schema": "proxy_health.report/1",
        "verdict": "degraded",
        "target": {"base_url": "https://erp.example.com"},
        "depth": "quick",
        "started_at": "2026-01-31T12:00:00Z",
        "duration_ms": 912,
        "odoo": {"version": "19.0", "workers": 4},
        "proxy": {"kind": "nginx", "server": "nginx/1.22.1"},
        "roundtrip": {"vantage": "server", "delivered": True, "latency_ms": 14.2},
        "findings": [finding()],
        "unknown": [{"code": "read_timeout_too_short", "because": "Too quick."}],
        "passed": ["access_denied"],
        "observations": [{**seen, "facts": facts}],
    }


def finding():
    """A failed finding with harmless texts."""
    return {
        "code": "gzip_missing",
        "severity": "warning",
        "layer": "nginx",
        "directive": "gzip",
        "location": "/",
        "title": "Sent uncompressed",
        "explanation": "A script came without Content-Encoding.",
        "symptom": "Slow.",
        "evidence": [{"probe": "static", "vantage": "server", "fact": "7662 bytes"}],
        "fix": "gzip on;",
        "doc": "https://example.org/README.rst#gzip_missing",
        "muted": False,
    }


# What no advice needs: ids of processes and answers, bodies, who is logged in, other
# machines' names, texts of pages.
INSIDE = frozenset(
    """
    pid served snippet set_cookie uid sec-websocket-key x-odoo-database cookie db_host
    db_port dbfilter http_interface insecure violations
    """.split()
)
FACTS = {
    "status": 200,
    "host": "erp.example.com",
    "snippet": "<html>",
    "detail": "timed out",
    "headers": {"server": "nginx/1.22.1", "set-cookie": "a=b", "x-unheard-of": "?"},
    "received": {"cookie": "session_id=84", "authorization": "5", "x-real-ip": "?"},
    "hops": [{"status": 301, "location": "/web"}],
    "unheard_of": {"deep": ["text"]},
    "paths": {"/web": {"outcome": "answered"}},
}


def places(node, path=()):
    """Yield the path of each text of a JSON value."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        if isinstance(value, (dict, list)):
            yield from places(value, (*path, key))
        elif isinstance(value, str):
            yield (*path, key)


def plant(document, path, secret):
    """A copy of the document with the secret in the text at that path."""
    document = copy.deepcopy(document)
    node = document
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = f"{node[path[-1]]} {secret}"
    return document


class Planted(unittest.TestCase):
    def planted_everywhere(self):
        # What the project's own code writes, and never the wire.
        ours = {"schema", "doc"}
        clean = report(**FACTS)
        for path in places(clean):
            if path[-1] not in ours:
                for name, secret in PLANTED.items():
                    yield name, secret, path, plant(clean, path, secret)

    def test_nothing_planted_leaves_as_json(self):
        for name, secret, path, document in self.planted_everywhere():
            out = json.dumps(redact.redact(document, **ABOUT))
            with self.subTest(name, path=path):
                self.assertNotIn(secret.rpartition(" ")[2], out)

    def test_nothing_planted_leaves_as_markdown(self):
        for name, secret, path, document in self.planted_everywhere():
            if path[0] == "verdict":
                continue  # one of four words, or there is no text
            out = markdown.as_markdown(redact.redact(document, **ABOUT))
            with self.subTest(name, path=path):
                self.assertNotIn(secret.rpartition(" ")[2], out)

    def test_a_secret_as_name_of_a_fact_or_header_stays_inside(self):
        for name, secret in PLANTED.items():
            facts = {secret: 1, "headers": {secret: "x"}, "received": {secret: "x"}}
            out = json.dumps(redact.redact(report(**facts), **ABOUT))
            with self.subTest(name):
                self.assertNotIn(secret, out)

    def test_a_short_secret_in_an_unlisted_fact_is_cut_from_the_texts_too(self):
        document = report(unheard_of="hunter22")
        document["findings"][0]["evidence"][0]["fact"] = "the page said hunter22"
        self.assertNotIn("hunter22", json.dumps(redact.redact(document, **ABOUT)))

    def test_what_is_ticked_is_kept_and_nothing_else(self):
        for tick, names in TICKS.items():
            for name, secret in PLANTED.items():
                document = report(detail=f"it said {secret} here")
                out = json.dumps(redact.redact(document, keep=[tick], **ABOUT))
                with self.subTest(name, tick=tick):
                    self.assertEqual(secret in out, name in names)


class Kept(unittest.TestCase):
    def test_what_advice_needs_is_kept(self):
        facts = {
            "status": 200,
            "path": "/web/proxy_health/echo",
            "http_version": "HTTP/1.1",
            "remote_addr": "127.0.0.1",
            "not_after": "2026-11-23T03:03:40Z",
            "headers": {"server": "nginx/1.22.1"},
            "received": {"x-forwarded-proto": "https", "host": "erp.example.com:8443"},
        }
        out = redact.redact(report(**facts), **ABOUT)
        self.assertEqual(out["observations"][0]["facts"], facts)
        self.assertEqual(out["findings"], [finding()])

    def test_the_paths_of_odoo_survive_a_database_called_like_them(self):
        facts = {"path": "/web/proxy_health/echo", "detail": "database web"}
        out = redact.redact(report(**facts), database="web")
        kept = out["observations"][0]["facts"]
        self.assertEqual(kept["path"], "/web/proxy_health/echo")
        self.assertEqual(kept["detail"], "database [database]")

    def test_it_says_how_many_facts_were_left_out(self):
        out = redact.redact(report(status=200, pid=1, unheard_of=2), **ABOUT)
        facts = out["observations"][0]["facts"]
        self.assertEqual(facts, {"status": 200, "left_out": 2})

    def test_the_original_is_left_alone(self):
        document = report(**FACTS)
        before = copy.deepcopy(document)
        redact.redact(document, **ABOUT)
        self.assertEqual(document, before)

    def test_every_fact_of_a_healthy_proxy_is_listed_or_left_out_on_purpose(self):
        editor = redact.Editor((), "", (), said="")
        for observation in worlds.healthy():
            editor.observation(observation.as_dict())
        advice = "list it in redact.FACTS, or here in INSIDE"
        self.assertEqual(editor.left_out_names - INSIDE, set(), advice)


if __name__ == "__main__":
    unittest.main()

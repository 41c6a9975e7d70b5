"""Secrets are planted everywhere in a report, and searched for in what may leave."""

# Long, for each kind of secret has its test.

import copy
import json
import unittest

from ..report import markdown, redact, redact_patterns, text
from . import worlds
from .names import known

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
ABOUT = {"known": known(["acme_production"], ["marcdemo", "Marc Demo"])}


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


FACTS = {
    "outcome": "answered",
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
#: Where a report holds texts that may quote somebody else. Everything else is ours.
FREE = {"title", "explanation", "symptom", "fact", "because", "server", "fix"}


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


def skeleton(node):
    """All of a report but its free texts and its facts."""
    if isinstance(node, list):
        return [skeleton(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: type(value) if key in FREE or key == "facts" else skeleton(value)
        for key, value in node.items()
        if key != "base_url"
    }


class Planted(unittest.TestCase):
    def planted_everywhere(self):
        clean = report(**FACTS)
        for path in places(clean):
            if path[-1] in FREE or "facts" in path:
                for name, secret in PLANTED.items():
                    yield name, secret, path, plant(clean, path, secret)

    def test_nothing_planted_leaves_as_json(self):
        for name, secret, path, document in self.planted_everywhere():
            out = json.dumps(redact.redact(document, **ABOUT))
            with self.subTest(name, path=path):
                self.assertNotIn(secret.rpartition(" ")[2], out)

    def test_nothing_planted_leaves_as_text(self):
        for name, secret, path, document in self.planted_everywhere():
            redacted = redact.redact(document, **ABOUT)
            for out in (markdown.as_markdown(redacted), text.as_text(redacted)):
                with self.subTest(name, path=path):
                    self.assertNotIn(secret.rpartition(" ")[2], out)

    def test_a_secret_as_name_of_a_fact_or_header_stays_inside(self):
        for name, secret in PLANTED.items():
            facts = {secret: 1, "headers": {secret: "x"}, "received": {secret: "x"}}
            out = json.dumps(redact.redact(report(**facts), **ABOUT))
            with self.subTest(name):
                self.assertNotIn(secret, out)

    def test_a_short_secret_in_a_fact_that_stays_is_cut_from_the_texts_too(self):
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

    def test_an_inner_address_that_was_checked_keeps_its_shape_and_no_more(self):
        for address, shown in {
            "https://odoo:8443": "https://[address]:8443",
            "http://10.0.0.5:8069": "http://[address]:8069",
            "https://db01.corp.internal": "https://[address]",
            "https://erp.example.com": "https://erp.example.com",
        }.items():
            document = {**report(), "target": {"base_url": address}}
            out = redact.redact(document, **ABOUT)
            self.assertEqual(out["target"]["base_url"], shown)


class Structure(unittest.TestCase):
    """Whatever somebody or something is called, a report stays a report."""

    NAMES = (
        "odoo target title server proxy code broken findings verdict nginx warning"
        " evidence healthy degraded https host facts echo seen location answered"
        " upgrade websocket proxy_pass gzip secret user database test admin"
    ).split()

    def test_names_that_are_words_of_reports_change_texts_only(self):
        document = report(**FACTS)
        document["findings"][0]["explanation"] = " ".join(self.NAMES)
        for name in self.NAMES:
            for who in ({"databases": [name]}, {"users": [name, name.title()]}):
                out = redact.redact(document, known=known(**who))
                with self.subTest(name, **who):
                    self.assertEqual(skeleton(out), skeleton(document))
                    words = out["findings"][0]["explanation"].split()
                    self.assertNotIn(name, words)
                    facts = out["observations"][0]["facts"]
                    self.assertEqual(facts["outcome"], "answered")
                    self.assertEqual(out["findings"][0]["fix"], "gzip on;")
                    self.assertRegex(out["target"]["base_url"], "^https://[^/]+$")

    def test_what_a_peer_calls_itself_changes_nothing(self):
        for word in self.NAMES:
            facts = {**FACTS, "headers": {"x-served-by": word, "x-other": word}}
            out = redact.redact(report(**facts), known=known())
            with self.subTest(word):
                self.assertEqual(skeleton(out), skeleton(report()))
                self.assertEqual(out["findings"], [finding()])

    def test_what_the_report_does_not_declare_does_not_leave(self):
        document = {**report(), "unheard_of": "x"}
        document["odoo"]["db_name"] = "acme"
        out = redact.redact(document, known=known())
        self.assertNotIn("unheard_of", out)
        self.assertEqual(set(out["odoo"]), {"version", "workers"})

    def test_every_text_of_the_report_is_declared_as_ours_or_not(self):
        for path, node in shapes(redact.schema()):
            if path[:2] == ("$defs", "facts"):
                continue  # the probes declare it
            bounded = {"enum", "const", "pattern"} & set(node)
            if "string" in node.get("type", ()) and not bounded:
                with self.subTest(path):
                    self.assertIn(node.get("shares"), {*redact.EDITS, "ours"})

    def test_every_object_and_list_of_the_report_says_what_is_in_it(self):
        for path, node in shapes(redact.schema()):
            if path[:2] == ("$defs", "facts"):
                continue
            if node.get("type") in ("object", "array") and path[-1:] != ("facts",):
                with self.subTest(path):
                    self.assertTrue({"properties", "items"} & set(node))

    def test_what_is_in_an_object_that_says_nothing_of_it_stays_inside(self):
        holder = {"x": {"deep": "s3cr3t"}, "y": ["s3cr3t"]}
        editor = redact.Editor(frozenset(), known(), set())
        editor.walk(holder, "x", {"type": "object"})
        editor.walk(holder, "y", {"type": "array"})
        self.assertEqual(holder, {"x": {}, "y": []})

    def test_a_value_of_another_kind_than_declared_stays_inside(self):
        facts = {"status": "s3cr3t", "proven": "s3cr3t", "outcome": "S3cr3t!"}
        document = report(**facts, hops="s3cr3t", headers={"server": ["s3cr3t"]})
        out = redact.redact(document, known=known())
        self.assertNotIn("cr3t", json.dumps(out))


def shapes(node, path=()):
    """Yield every part of a JSON schema, with its path."""
    yield path, node
    for key, value in node.items():
        if isinstance(value, dict):
            yield from shapes(value, (*path, key))


class Gaps(unittest.TestCase):
    """What earlier versions let pass, and what they took for a secret."""

    SECRETS = {
        "pwd=hunter2": "hunter2",
        "pass=abc": "abc",
        "db_pass: abc": "abc",
        "GET /report?key=abc&x=1": "abc",
        "sid:abcdef": "abcdef",
        "token=abc": "abc",
        "x-auth-token : abc def": "def",
        '{"password": "two words, and more"}': "and more",
        "userPwd=abc": "abc",
        "Cookie: a=b; tz=Europe/Brussels": "Brussels",
        "Set-Cookie: session_id=abc; Path=/": "abc",
        "remote said ghp_abcdefghijklmnopqrst": "ghp_abcdef",
        "AKIAABCDEFGHIJKLMNOP": "AKIAABCD",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.x": "eyJ",
        "https://admin:S3cr3t!pw@erp.example.com/x": "S3cr3t!pw",
        "https://admin:S3cr3t!p@w@erp.example.com/x": "p@w",
        "postgres://odoo:pa/ss@db01/odoo": "ss@",
        "https://onlyuser@erp.example.com/x": "onlyuser",
        "Authorization: Digest username=x, response=y": "Digest",
        "Negotiate YIIabcdef": "YII",
        "mail root@localhost failed": "root@",
        "connect to 10.1.2.3 failed": "10.1.2.3",
        "upstream http://odoo:8069/": "//odoo",
        "from fd12:3456:789a::17": "fd12",
        "ip-10-0-0-5.eu-west-1.compute.internal": "eu-west",
    }
    KEPT = (
        "HTTP 401 from nginx",
        "Basic authentication is asked for",
        'www-authenticate: Basic realm="Odoo"',
        "Set-Cookie: (absent)",
        "In order: 12 rules",
        "nginx/1.22.1",
        "2026-11-23T03:03:40Z",
        "max-age=31536000; includeSubDomains",
        "https://erp.example.com:8443/web/login",
        "127.0.0.1:8069 and [::1]",
        "close code: 1006",
        "proxy_pass http://127.0.0.1:8069;",
        "connect-src 'self' wss://erp.example.com",
        "accept-language: sk-SK,sk;q=0.9",
    )

    def search(self, text):
        return redact_patterns.search(text, addresses=True, users=True)

    def test_secrets_of_every_spelling_are_cut(self):
        for said, secret in self.SECRETS.items():
            with self.subTest(said):
                self.assertNotIn(secret, self.search(said))

    def test_what_is_no_secret_is_left(self):
        for said in self.KEPT:
            with self.subTest(said):
                self.assertEqual(self.search(said), said)


class NamesInTexts(unittest.TestCase):
    def cut(self, said, **names):
        out = redact.redact(report(detail=said), known=known(**names))
        return out["observations"][0]["facts"]["detail"]

    def test_names_are_found_where_they_stand_alone(self):
        users = [
            "joel.willis63",
            "Marc Demo",
            "o'brien",
            "jean-luc",
            "4711000815",
            "odoo",
        ]
        for said, shown in {
            "user joel.willis63 came": "user [user] came",
            "JOEL.WILLIS63": "[user]",
            "by Marc Demo, again": "by [user], again",
            "Marc Demos": "Marc Demos",
            "CORP\\o'brien": "CORP\\[user]",
            "(jean-luc)": "([user])",
            "/home/jean-luc/x": "/home/[user]/x",
            "badge 4711000815": "badge [user]",
            "/web/odoo and https://odoo.example.com": "/web/odoo and https://[user].example.com",
        }.items():
            with self.subTest(said):
                self.assertEqual(self.cut(said, users=users), shown)

    def test_databases_are_found_in_their_own_spelling(self):
        said = "db=acme-prod of Acme-Prod and acmes; acme-copy-2026-1-31 too"
        shown = "db=[database] of Acme-Prod and acmes; [database] too"
        databases = ["acme-prod", "acme", "acme-copy-2026-1-31"]
        self.assertEqual(self.cut(said, databases=databases), shown)

    def test_a_login_that_is_a_word_does_not_take_the_capital_of_a_sentence(self):
        self.assertEqual(
            self.cut("Server of server", users=["server"]), "Server of [user]"
        )

    def test_what_is_too_much_to_search_is_omitted_and_the_rest_stays(self):
        long = "a b " * redact.MAX_TEXT
        document = report(detail=long, path="/web of odoo")
        out = redact.redact(document, known=known(users=["odoo", "omitted"]))
        facts = out["observations"][0]["facts"]
        self.assertEqual(facts, {"detail": "[omitted]", "path": "/web of [user]"})

    def test_marks_are_no_names(self):
        said = self.cut("token=abc by marc@example.com", users=["secret", "user"])
        self.assertEqual(said, "token=[secret] by [user]")


class Kept(unittest.TestCase):
    def test_what_advice_needs_is_kept(self):
        facts = {
            "status": 200,
            "path": "/web/proxy_health/echo",
            "http_version": "HTTP/1.1",
            "remote_addr": "127.0.0.1",
            "headers": {"server": "nginx/1.22.1"},
            "received": {"x-forwarded-proto": "https", "host": "erp.example.com:8443"},
        }
        out = redact.redact(report(**facts), **ABOUT)
        self.assertEqual(out["observations"][0]["facts"], facts)
        self.assertEqual(out["findings"], [finding()])

    def test_the_paths_of_odoo_survive_a_database_called_like_them(self):
        facts = {"path": "/web/proxy_health/echo", "detail": "database web"}
        out = redact.redact(report(**facts), known=known(["web"]))
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

    def test_a_whole_check_of_a_usual_proxy_is_kept_whole(self):
        document = report()
        document["observations"] = [one.as_dict() for one in worlds.healthy()]
        document["findings"] = [dict(finding(), explanation="x " * 500)] * 20
        self.assertNotIn(redact_patterns.OMITTED, json.dumps(redact.redact(document)))


if __name__ == "__main__":
    unittest.main()

"""Probes declare all their facts, and what they really see is what they declare."""

import ast
import importlib
import inspect
import logging
import re
import unittest
from pathlib import Path

from .. import answer, echo, fact, registry
from ..account import bus as account_bus
from ..declared import keep_declared
from ..errors import BadDeclaration
from ..look import run_probe
from ..observation import Observation
from ..probe import BrowserProbe
from ..probes import browser, hold_websocket, stream
from ..report.shareable import Shareable
from ..wire import dial, http, websocket
from ..words import Status, Vantage
from . import worlds

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "static" / "src" / "probes"
#: Where facts of several probes are made.
SHARED = (
    account_bus,
    answer,
    echo,
    run_probe,
    hold_websocket,
    stream,
    dial,
    http,
    websocket,
)
DECLARING = ("number", "flag", "word", "text", "by_header", "by_path", "part", "tries")
FAILED = {
    "probe": "tls",
    "vantage": "server",
    "status": "failed",
    "facts": {"outcome": "refused", "detail": "no", "error": "x"},
}


def words_of(source):
    """All words that Python code writes as text or as keyword, but for declarations."""
    nodes, words = [ast.parse(source)], set()
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Call) and ast.unparse(node.func) in DECLARING:
            continue
        if isinstance(node, ast.Constant):
            words.add(node.value)
        if isinstance(node, ast.keyword):
            words.add(node.arg)
        nodes += ast.iter_child_nodes(node)
    return words


def by_server(name):
    """All words in the code that makes the facts of a probe of the server's."""
    module = importlib.import_module(f"..probes.{name}", __package__)
    sources = [inspect.getsource(one) for one in (module, *SHARED)]
    if name == "odoo":
        sources.append((ROOT / "tools/instance.py").read_text())
    return set(echo.OF_ECHO).union(*map(words_of, sources))


def by_browser(name):
    """All words in the scripts that make the facts of a probe of the browser's."""
    if name in browser.COUNTED:
        counting = ("models/lifetime.py", "tools/lifetimes.py")
        return set().union(*(words_of((ROOT / one).read_text()) for one in counting))
    scripts = {path.name: path.read_text() for path in SCRIPTS.glob("*.js")}
    own = [text for text in scripts.values() if f'probes.add("{name}",' in text]
    shared = [scripts[one] for one in ("answer.js", "socket.js", "ping.js")]
    # The server adds who wrote an answer.
    written = re.findall(r"\w+", "".join([*own, *shared]))
    return {"spoken_by", *echo.OF_ECHO, *written}


class Declarations(unittest.TestCase):
    def test_every_fact_of_a_healthy_proxy_is_declared_as_what_it_is(self):
        for name, world in {
            "healthy": worlds.healthy(),
            **{name: worlds.world(name) for name in worlds.names()},
        }.items():
            for observation in world:
                with self.subTest(name, key=observation.key), self.assertNoLogs():
                    keep_declared(observation)

    def test_every_declared_fact_is_written_by_its_probe(self):
        for (vantage, name), facts in registry.all_facts().items():
            of_browser = vantage is Vantage.BROWSER
            written = by_browser(name) if of_browser else by_server(name)
            declared = {one.name for one in fact.everywhere(facts)}
            with self.subTest(name, vantage=str(vantage)):
                self.assertEqual(declared - written, set())

    def test_a_name_is_one_type_and_one_unit_everywhere(self):
        facts = [one for some in registry.all_facts().values() for one in some]
        self.assertEqual(fact.contradictions(facts), [])
        both = (fact.number("opened", "how many"), fact.flag("opened", "whether"))
        self.assertEqual(fact.contradictions(both), ["opened"])

    def test_each_fact_says_what_it_is(self):
        for (_vantage, name), facts in registry.all_facts().items():
            for one in fact.everywhere(facts):
                with self.subTest(name, fact=one.name):
                    self.assertRegex(one.meaning, r"^[\w/].*[^.]$")

    def test_no_fact_is_declared_twice(self):
        twice = (fact.number("a", "this"), fact.text("a", "that"))
        for declare in (
            lambda: BrowserProbe("x", {}, facts=twice),
            lambda: fact.part("x", "both", *twice),
        ):
            with self.assertRaises(BadDeclaration):
                declare()


class Undeclared(unittest.TestCase):
    def kept(self, facts, probe="addresses", level=logging.ERROR):
        """What is kept of the facts of a probe of the server's, and what the log says."""
        seen = Observation(probe, Vantage.SERVER, Status.SEEN, facts)
        with self.assertLogs("proxycheck.declared", level) as log:
            keep_declared(seen, level)
        return seen.facts, log.records[0].getMessage()

    def test_a_fact_that_nobody_declared_is_dropped_and_told(self):
        facts, said = self.kept({"tries": [{"status": 200, "colour": "red"}], "x": 1})
        self.assertEqual(facts, {"tries": [{"status": 200}]})
        self.assertEqual(said, "server.addresses: not declared: tries.colour, x")

    def test_a_fact_of_another_type_is_dropped(self):
        for wrong in ("200", True, {"a": 1}, [[1]]):
            facts, _said = self.kept({"tries": [{"status": wrong, "proven": True}]})
            self.assertEqual(facts, {"tries": [{"proven": True}]})
        for wrong in ("A Word", "x" * 41, 5):
            self.assertEqual(self.kept({"outcome": wrong}, "echo")[0], {})
        headers = {"server": "x", "length": 5, "list": [1]}
        self.assertEqual(self.kept({"received": headers}, "echo")[0], {})

    def test_null_and_lists_are_of_every_type(self):
        facts = {"outcome": None, "base": ["http", "a", 80], "tries": [], "hops": None}
        seen = Observation("echo", Vantage.SERVER, Status.SEEN, dict(facts))
        with self.assertNoLogs():
            self.assertEqual(keep_declared(seen).facts, facts)

    def test_a_probe_that_saw_nothing_tells_why(self):
        facts = Shareable().observation(dict(FAILED))["facts"]
        self.assertEqual(facts, {"outcome": "refused", "detail": "no", "left_out": 1})
        seen = keep_declared(Observation.from_dict(FAILED))
        self.assertEqual(seen.facts, FAILED["facts"])

    def test_a_probe_that_nobody_knows_shares_nothing(self):
        row = {"probe": "x", "vantage": "server", "status": "seen", "facts": {"a": 1}}
        self.assertEqual(Shareable().observation(row)["facts"], {"left_out": 1})
        self.assertEqual(self.kept({"a": 1}, "x")[0], {})


if __name__ == "__main__":
    unittest.main()

"""What probes declare of their facts adds up, and is what they really see."""

import ast
import importlib
import inspect
import re
import unittest
from pathlib import Path

from .. import answer, echo, registry, sharing
from ..account import bus as account_bus
from ..errors import BadDeclaration
from ..look import run_probe
from ..probe import BrowserProbe
from ..probes import browser, hold_websocket
from ..report.shareable import Shareable
from ..wire import dial, http, websocket
from ..words import Vantage
from . import worlds

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "static" / "src" / "probes"
#: What no advice needs: ids of processes and answers, bodies, who is logged in, other
#: machines' names, texts of pages.
INSIDE = frozenset(
    """
    pid served snippet set_cookie uid db_host db_port dbfilter http_interface insecure
    violations title
    """.split()
)
#: Where facts of several probes are made.
SHARED = (account_bus, answer, echo, run_probe, hold_websocket, dial, http, websocket)
DECLARING = ("numbers", "flags", "words", "texts", "by_header", "by_path", "part")


def probes():
    """Yield ``(vantage, name, shares)`` of everything that may be in a report."""
    for name, probe in registry.probes().items():
        yield Vantage.SERVER, name, probe.shares
    for name, probe in registry.browser_probes().items():
        yield Vantage.BROWSER, name, probe.shares
    for name, shares in browser.COUNTED.items():
        yield Vantage.BROWSER, name, shares


def declared(facts):
    """Yield the name of each declared fact, at any depth."""
    for fact in facts:
        yield fact.name
        yield from declared(fact.facts)


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
    return set().union(*map(words_of, sources))


def by_browser(name):
    """All words in the scripts that make the facts of a probe of the browser's."""
    if name in browser.COUNTED:
        counting = ("models/lifetime.py", "tools/lifetimes.py")
        return set().union(*(words_of((ROOT / one).read_text()) for one in counting))
    scripts = {path.name: path.read_text() for path in SCRIPTS.glob("*.js")}
    own = [text for text in scripts.values() if f'probes.add("{name}",' in text]
    shared = [scripts[one] for one in ("answer.js", "socket.js", "ping.js")]
    # The server adds who wrote an answer.
    return {"spoken_by", *re.findall(r"\w+", "".join([*own, *shared]))}


class Declarations(unittest.TestCase):
    def test_every_fact_of_a_healthy_proxy_is_declared_or_left_out_on_purpose(self):
        shareable = Shareable()
        for observation in worlds.healthy():
            shareable.observation(observation.as_dict())
        advice = "declare it at its probe, or list it here in INSIDE"
        self.assertEqual(shareable.left_out_names - INSIDE, set(), advice)

    def test_every_declared_fact_is_written_by_its_probe(self):
        for vantage, name, shares in probes():
            written = (
                by_browser(name) if vantage is Vantage.BROWSER else by_server(name)
            )
            with self.subTest(name, vantage=str(vantage)):
                self.assertEqual(set(declared(shares)) - written, set())

    def test_no_fact_is_declared_twice(self):
        twice = (*sharing.numbers("a b"), *sharing.texts("a"))
        for declare in (
            lambda: BrowserProbe("x", {}, shares=twice),
            lambda: sharing.part("x", *twice),
        ):
            with self.assertRaises(BadDeclaration):
                declare()

    def test_a_probe_that_saw_nothing_tells_why(self):
        row = {
            "probe": "tls",
            "vantage": "server",
            "status": "failed",
            "facts": {"outcome": "refused", "detail": "no", "error": "x"},
        }
        facts = Shareable().observation(row)["facts"]
        self.assertEqual(facts, {"outcome": "refused", "detail": "no", "left_out": 1})

    def test_a_probe_that_nobody_knows_shares_nothing(self):
        row = {"probe": "x", "vantage": "server", "status": "seen", "facts": {"a": 1}}
        self.assertEqual(Shareable().observation(row)["facts"], {"left_out": 1})


if __name__ == "__main__":
    unittest.main()

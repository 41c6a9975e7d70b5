"""docs/facts.md: what each probe measures, in which unit, and whether it may leave Odoo."""

import importlib

from lab.documents.rules import wrapped
from proxycheck import registry
from proxycheck.fact import Kind
from proxycheck.probes import browser
from proxycheck.words import Depth, Vantage

KINDS = {
    Kind.NUMBER: "a number, with its unit",
    Kind.FLAG: "true or false",
    Kind.WORD: "a word of ours, such as an outcome",
    Kind.TEXT: "a text from the wire: it is searched for secrets and names first",
    Kind.PART: "one object or a list of them, whose facts are named as `part.fact`",
    Kind.HEADERS: "texts by header name, and only those of headers without secrets leave",
    Kind.PATHS: "facts for each path that was asked",
}
HEAD = """<!-- Made from the probes' declarations by `make generate`; please edit those. -->
# Facts

A probe looks and returns facts. A report holds them under `observations`, a row for each
probe and vantage: `direct` (Odoo's server to Odoo's own ports), `server` (Odoo's server
to the public address), `browser` (the browser to the public address). A fact may be null,
or a list of its kind. What a probe does not declare is dropped.

Facts that are marked as *inside* never leave Odoo: not in what is shared with support,
sent to a webhook or read with a key.

| Kind | What it is |
| --- | --- |
{kinds}
A probe that saw nothing tells only its `outcome` and a `detail`.
"""


def made():
    """Return ``{"docs/facts.md": text}``."""
    kinds = "".join(f"| {kind} | {what} |\n" for kind, what in KINDS.items())
    found = [*_of_server(), *_of_browser(), *_counted()]
    return {"docs/facts.md": HEAD.format(kinds=kinds) + "".join(found)}


def _of_server():
    yield "\n## What the server measures\n"
    for name, probe in registry.probes().items():
        module = importlib.import_module(probe.look.__module__)
        sentence = " ".join((module.__doc__ or "").split("\n\n")[0].split())
        where = ", ".join(vantage.value for vantage in probe.vantages)
        yield _section(name, f"{where}{_depth(probe)}", sentence, probe.facts)


def _of_browser():
    yield "\n## What the browser measures\n"
    for name, probe in registry.browser_probes().items():
        yield _section(name, f"browser{_depth(probe)}", "", probe.facts)


def _counted():
    yield "\n## What browsers of users tell between checks\n"
    for name in browser.COUNTED:
        facts = registry.declared_facts(Vantage.BROWSER, name)
        yield _section(name, "browser", "", facts)


def _depth(probe):
    return ", full checks only" if probe.depth == Depth.FULL else ""


def _section(name, where, sentence, facts):
    says = wrapped(sentence.replace("``", "`")) + "\n\n" if sentence else ""
    rows = "".join(
        f"| `{path}` | {kind} | {what} |\n" for path, kind, what in _rows(facts)
    )
    table = f"| Fact | Kind | What it is |\n| --- | --- | --- |\n{rows}"
    return f"\n### {name}\n\n*{where}*\n\n{says}{table}"


def _rows(facts, above=""):
    for fact in facts:
        path = f"{above}{fact.name}"
        unit = f", {fact.unit}" if fact.unit else ""
        stays = "" if fact.leaves else ", *inside*"
        yield path, f"{fact.kind}{unit}{stays}", fact.meaning
        yield from _rows(fact.facts, f"{path}.")

"""What the browser's probes must agree upon with the engine, as a script of constants."""

import json

from proxycheck import registry
from proxycheck.echo import OF_ECHO
from proxycheck.proxies import products
from proxycheck.words import TOKEN_HEADER

PATH = "static/src/probes/declared.js"
#: As prettier breaks lines.
WIDTH = 88
HEAD = """// Made from the probes' declarations by `make generate`; please edit those.
// Long, for it names all facts.
"""


def made():
    """Return ``{path: text}`` of the script."""
    names = {
        name: [fact.name for fact in probe.facts]
        for name, probe in registry.browser_probes().items()
    }
    parts = [
        "/** The header in which a ticket travels. */",
        f"export const TOKEN_HEADER = {json.dumps(TOKEN_HEADER)};",
        "",
        "/** What of an echo is a fact; the rest of it only proves that it is one. */",
        f"export const ECHOED = {_list(OF_ECHO, 0, 'export const ECHOED = ')};",
        "",
        "/** The facts of each probe; whatever else it returns is dropped by the server. */",
        "export const FACTS = {",
        *(f"    {n}: {_list(facts, 4, f'    {n}: ')}," for n, facts in names.items()),
        "};",
        "",
        "/** The headers of an answer by which a CDN shows itself. */",
        "export const CDN_HEADERS = {",
        *(f"    {_name(name)}: {pattern}," for name, pattern in _cdn_headers()),
        "};",
    ]
    return {PATH: HEAD + "\n".join(parts) + "\n"}


def _cdn_headers():
    """``(header, expression)`` of each CDN's mark."""
    marks = [one.marks for one in products().values() if one.cdn]
    return sorted((name, _expression(p)) for one in marks for name, p in one.items())


def _expression(pattern):
    """A pattern that `re.match` takes, as an expression of JavaScript."""
    bare = pattern.removeprefix("(?i)")
    return f"/^{bare}/{'i' if bare != pattern else ''}"


def _name(word):
    return word if word.isidentifier() else json.dumps(word)


def _list(words, indent, before):
    """The words as prettier writes a list: on one line if they fit, else one a line.

    `before` stands before the list on its line, and one character behind it.
    """
    words = [json.dumps(word) for word in words]
    line = f"[{', '.join(words)}]"
    if len(before) + len(line) < WIDTH:
        return line
    rows = "".join(f"{' ' * (indent + 4)}{word},\n" for word in words)
    return f"[\n{rows}{' ' * indent}]"

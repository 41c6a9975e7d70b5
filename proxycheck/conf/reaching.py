"""Blocks that no request reaches, whatever it asks for."""

from ..judge.message import fill
from ..nginx.documentation import page_of
from ..translatable import _lt
from ..words import Layer, Severity
from .addresses import names_of
from .comparing import lines_of
from .locations import REGEX, REGEX_ANY_CASE, modifier_and_name
from .regexes import Unclear, search

CODE = "block_never_reached"
TITLE = _lt("No request reaches this block: %(block)s")
SYMPTOM = _lt("What stands in the block has no effect.")
BY_REGEX = _lt(
    "Every path that begins with “%(name)s” also matches “%(other)s” (line %(line)s), and"
    " a regular expression wins over a prefix without “^~”."
)
BY_RETURN = _lt("The server answers every request by “return” before (line %(line)s).")
BY_NAME = _lt(
    "The server block at line %(line)s listens at the same address for the same names, and"
    " nginx takes the first."
)
#: What makes an expression depend on more than how a path begins.
_MORE = ("$", "(?", "\\b", "\\z", "\\Z")


def unreached(sites, translate):
    """Return a row for each such block of these sites."""
    found, servers = [], []
    for site in sites:
        if site.server in servers:
            continue
        servers.append(site.server)
        found += [_row(*one, translate) for one in _locations(site.server)]
    if sites:
        all_servers = sites[0].serving.servers
        found += [_row(*one, translate) for one in _doubled(all_servers, servers)]
    return found


def _locations(server):
    located = server.named("location")
    answer = next((n for n in server.children if n.name == "return"), None)
    if answer and located and not server.named("if", "rewrite"):
        yield located[0], BY_RETURN, {"line": answer.line}
        return
    for node in located:
        sign, name = modifier_and_name(node)
        other = _winner(located, name) if sign == "" else None
        if other:
            words = " ".join(other.statement.raw_args)
            yield node, BY_REGEX, {"name": name, "other": words, "line": other.line}


def _winner(located, name):
    """An expression that takes every path with this beginning, or None."""
    for node in located:
        sign, pattern = modifier_and_name(node)
        if sign not in (REGEX, REGEX_ANY_CASE) or any(m in pattern for m in _MORE):
            continue
        try:
            match = search(pattern, name, sign == REGEX_ANY_CASE)
        except Unclear:
            continue
        # A match that ends before the name does holds whatever follows.
        if match and (match.end() < len(name) or not pattern.endswith(("*", "+", "?"))):
            return node
    return None


def _doubled(servers, ours):
    """Server blocks with the names and addresses of one before."""
    seen = {}
    for server in servers:
        names = tuple(sorted(names_of(server))) or ("",)
        listens = sorted({node.args[0] for node in server.named("listen") if node.args})
        key = (names, tuple(listens))
        first = seen.setdefault(key, server)
        if first is not server and server in ours and not server.unread:
            yield server, BY_NAME, {"line": first.line}


def _row(node, text, values, translate):
    explanation = fill(translate(text), values)
    return {
        "code": CODE,
        "severity": Severity.INFO.value,
        "layer": Layer.NGINX.value,
        "directive": node.name if node.name != "server" else "server_name",
        "location": modifier_and_name(node)[1] if node.name == "location" else "",
        "title": fill(translate(TITLE), {"block": node.block()}),
        "explanation": explanation,
        "symptom": translate(SYMPTOM),
        "evidence": [{"probe": "lint", "vantage": "file", "fact": explanation}],
        "actions": [],
        "fix": "",
        "doc": page_of(node.name),
        "muted": False,
        **lines_of(node),
        "told_by": "file",
    }

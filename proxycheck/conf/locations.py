"""Which location serves a path, by nginx's own order of precedence.

The order is that of ngx_http_core_find_location in ngx_http_core_module.c: the longest
prefix, an exact one before all; below it its nested locations; then, unless the prefix has
``^~``, the first regular expression that matches, again with what is nested in it.
"""

from dataclasses import dataclass, replace

from .regexes import search
from .tree import Node

EXACT, NO_REGEX, REGEX, REGEX_ANY_CASE = "=", "^~", "~", "~*"
#: Longer signs first: ``~*/x`` is no expression ``*/x``.
MODIFIERS = (NO_REGEX, REGEX_ANY_CASE, EXACT, REGEX)
#: What makes nginx redirect ``/x`` to ``/x/`` where the location is called ``/x/``.
PASSES = (
    "proxy_pass",
    "fastcgi_pass",
    "uwsgi_pass",
    "scgi_pass",
    "grpc_pass",
    "memcached_pass",
)


@dataclass(frozen=True)
class Found:
    """The location of a path: `node`, or None where there is none.

    `match` is the match of its regular expression. `redirects` says that nginx answers
    with a redirect to the same path with a slash. `final` is what nothing else wins over
    (NGX_OK and NGX_DONE in nginx): an exact location, such a redirect, an expression.
    """

    node: Node | None = None
    match: object = None
    redirects: bool = False
    final: bool = False


def modifier_and_name(location):
    """Return ``("^~", "/web")`` of a location's node; of ``location /web`` the first is ``""``.

    nginx also takes both in one word: ``location ~^/web``.
    """
    args = location.args
    if len(args) > 1:
        return args[0], args[1]
    word = args[0] if args else ""
    for sign in MODIFIERS:
        if word.startswith(sign):
            return sign, word[len(sign) :]
    return "", word


def find(block, path):
    """Return what is `Found` for a path below a server; raise `Unclear` of an expression."""
    return _find(block, path) or Found()


def _find(block, path):
    located = [(n, *modifier_and_name(n)) for n in block.named("location")]
    found, no_regex = _static(located, path)
    if found and not found.final:
        found = _find(found.node, path) or found
    if found and (found.final or no_regex):
        return found
    return _by_regex(located, path) or found


def _static(located, path):
    """The exact location, the one that redirects, or the longest prefix; whether it has ``^~``."""
    exact, prefixes = {}, {}
    for node, sign, name in located:
        if sign == EXACT:
            exact.setdefault(name, node)
        elif sign in ("", NO_REGEX) and name.startswith("/"):
            prefixes.setdefault(name, (node, sign))
    if path in exact:
        return Found(exact[path], final=True), False
    longer = [exact.get(f"{path}/"), prefixes.get(f"{path}/", (None,))[0]]
    longer = [node for node in longer if node]
    if path not in prefixes and any(node.named(*PASSES) for node in longer):
        return Found(longer[0], redirects=True, final=True), False
    fitting = [name for name in prefixes if path.startswith(name)]
    if not fitting:
        return None, False
    node, sign = prefixes[max(fitting, key=len)]
    return Found(node), sign == NO_REGEX


def _by_regex(located, path):
    for node, sign, name in located:
        if sign not in (REGEX, REGEX_ANY_CASE):
            continue
        match = search(name, path, sign == REGEX_ANY_CASE)
        if match:
            nested = _find(node, path)
            return (
                replace(nested, final=True)
                if nested
                else Found(node, match, final=True)
            )
    return None

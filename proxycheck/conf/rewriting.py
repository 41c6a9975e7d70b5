"""The directives that nginx runs in order: ``set``, ``if``, ``rewrite``, ``return``."""

from dataclasses import dataclass

from ..words import REDIRECTING
from .regexes import Unclear, search
from .tree import Node

#: nginx gives up after ten changes of the path (NGX_HTTP_MAX_URI_CHANGES).
MOST_CHANGES = 10
REDIRECTS = {"permanent": 301, "redirect": 302}
#: What in an ``if`` changes who answers. Where its condition is unclear, so is the answer.
DECIDES = ("return", "rewrite", "proxy_pass", "break", "root", "try_files")


@dataclass
class Ended:
    """How a run ended: with an `answer` (status, place), in another location, or neither.

    `node` is the line that ended it, `block` the ``if`` whose directives hold then.
    """

    status: int = 0
    place: str = ""
    node: Node | None = None
    again: bool = False
    block: Node | None = None


def run(block, variables):
    """Run a block's lines for one request; return how it `Ended`, and change `variables`."""
    ended = _run(block, variables)
    return ended or Ended()


def _run(block, variables):
    kept = None
    for node in block.children:
        if node.name == "if":
            inner = _if(node, variables)
            if inner:
                kept = inner.block or kept
                if inner.status or inner.again or inner.node:
                    inner.block = kept
                    return inner
        ended = _STEPS[node.name](node, variables) if node.name in _STEPS else None
        if ended:
            ended.block = kept
            return ended
    return Ended(block=kept) if kept else None


def _if(node, variables):
    try:
        holds = condition(node, variables)
    except Unclear:
        if node.named(*DECIDES, "if"):
            raise
        _forget(node, variables)
        return None
    if not holds:
        return None
    inner = _run(node, variables) or Ended()
    # In a server, an if changes nothing but what it runs.
    if node.parent.name == "location":
        inner.block = inner.block or node
    return inner


def _forget(node, variables):
    """Of what an unclear ``if`` sets, nothing is known afterwards."""
    for one in node.named("set"):
        if one.args:
            variables.assigned[one.args[0].lstrip("$")] = None


def condition(node, variables):
    """Whether the condition of an ``if`` holds; raise `Unclear`."""
    words = list(node.args)
    if not words or not words[0].startswith("(") or not words[-1].endswith(")"):
        raise Unclear
    words = [words[0][1:], *words[1:]] if words[0] != "(" else words[1:]
    words = [*words[:-1], words[-1][:-1]] if words[-1] != ")" else words[:-1]
    if len(words) == 1:
        return variables.fill(words[0]) not in ("", "0")
    if len(words) != 3:
        raise Unclear  # -f, -d: what lies on the disk
    return _compared(words, variables)


def _compared(words, variables):
    left, sign = variables.fill(words[0]), words[1]
    if sign in ("=", "!="):
        return (left == variables.fill(words[2])) == (sign == "=")
    if sign not in ("~", "~*", "!~", "!~*"):
        raise Unclear
    match = search(words[2], left, sign.endswith("*"))
    if match:
        variables.capture(match)
    return bool(match) != sign.startswith("!")


def _set(node, variables):
    name, text = node.args
    try:
        variables.assigned[name[1:]] = variables.fill(text)
    except Unclear:
        variables.assigned[name[1:]] = None


def _return(node, variables):
    words = node.args
    if words[0].isdecimal():
        status, place = int(words[0]), words[1] if len(words) > 1 else ""
    else:
        status, place = 302, words[0]
    moved = status in REDIRECTING
    return Ended(status, variables.fill(place) if moved else "", node)


def _rewrite(node, variables):
    pattern, text = node.args[:2]
    flag = node.args[2] if len(node.args) > 2 else ""
    match = search(pattern, variables.path)
    if not match:
        return None
    variables.capture(match)
    to = variables.fill(text)
    absolute = to.startswith(("http://", "https://", "$scheme"))
    if flag in REDIRECTS or absolute:
        return Ended(REDIRECTS.get(flag, 302), to, node)
    variables.path = to.partition("?")[0]
    variables.rewritten = node
    if flag == "break":
        return Ended(node=node)
    if flag == "last":
        return Ended(node=node, again=True)
    variables.changed = True
    return None


def _break(node, _variables):
    return Ended(node=node)


_STEPS = {"set": _set, "return": _return, "rewrite": _rewrite, "break": _break}

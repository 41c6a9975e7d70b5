"""One action as edits of the texts."""

from ..conf.locations import modifier_and_name
from ..conf.statements import statements
from ..judge.actions import Do
from . import edits
from .fitting import fitting
from .lines import BY_NAME, around, found_for, is_meant
from .places import block_of, is_inner

#: A word of `listen`, which two rules want there or not.
PROXY_PROTOCOL = "proxy_protocol"


def edits_of(action, configuration, server):
    """Return the edits that do one filled action; raise `LookupError` where nothing fits."""
    texts = {name: source.text for name, source in configuration.sources.items()}
    do = _DOERS[Do(action["do"])]
    where = action["where"]
    block = block_of(configuration, server, where)
    inner = is_inner(configuration, server)
    lines = {
        "old": action["old"],
        "new": fitting(action["new"], configuration, inner),
    }
    return do(block, lines, texts, configuration)


def _add(block, lines, texts, configuration):
    return _put_line(block, lines["new"], texts)


def _replace(block, lines, texts, configuration):
    found = found_for(block, lines["old"])
    if found and found[0].name == "server_name":
        return _named_too(found[0], lines["new"])
    if found and found[0].name == "listen":
        return [_listening(node, lines["new"]) for node in found]
    if not found:
        if lines["new"].endswith("{"):
            raise LookupError(lines["old"])
        return _put_line(block, lines["new"], texts)
    first, *others = found
    # A second line of the same would count as well, or nginx refuses it.
    more = [edits.removed(n, texts[n.file]) for n in others if n.parent is first.parent]
    there = _already_there(first, lines["new"])
    if there:
        heal = [edits.removed(first, texts[first.file])]
        return [*heal, edits.replaced(there, lines["new"]), *more]
    return [edits.replaced(first, _with_sign(first, lines["new"])), *more]


def _already_there(node, line):
    """The directive that a new line of another name would double, which nginx refuses."""
    name = line.split()[0]
    if name in (node.name, *BY_NAME) or node.statement.is_block:
        return None
    return node.parent.first(name)


def _with_sign(node, line):
    """The head of a location keeps its “^~”; any other line is as it is."""
    if line.endswith("{") and node.name == "location":
        sign, _name = modifier_and_name(node)
        return line.replace("location ", f"location {sign} ", 1) if sign else line
    return line


def _named_too(node, line):
    """Add a name to those that a server has; where it has it, another server answers."""
    [name] = line.rstrip(";").split()[1:]
    leads_on = any(one.name == "proxy_pass" for one in node.parent.walk())
    if name in node.args or not leads_on:
        raise LookupError(f"a server for {name} that leads to Odoo")
    words = " ".join((node.name, *node.statement.raw_args, name))
    return [edits.replaced(node, f"{words};")]


def _listening(node, line):
    """Say or unsay the PROXY protocol where a server listens; its address and TLS stay."""
    said = [word for word in node.statement.raw_args if word != PROXY_PROTOCOL]
    said += [PROXY_PROTOCOL] if PROXY_PROTOCOL in line else []
    return edits.replaced(node, f"listen {' '.join(said)};")


def _remove(block, lines, texts, configuration):
    found = found_for(block, lines["old"])
    return [edits.removed(n, texts[n.file]) for n in found]


def _put_line(block, line, texts):
    """Add a line, unless it is there; headers that the block inherits stay in effect."""
    if any(is_meant(node, line) for node in block.children):
        return []
    name = line.split()[0]
    lines = [*_inherited(block, name, line, texts), line]
    first = block.parent is None or block.name == "http"
    return [edits.added(block, lines, texts, first=first)]


def _inherited(block, name, line, texts):
    """The lines that one of its own would take from a block: nginx inherits all or none."""
    if name not in BY_NAME or block.named(name):
        return []
    for outer in around(block):
        if outer.named(name):
            wanted = line.split()[1].lower()
            kept = [n for n in outer.named(name) if n.args[0].lower() != wanted]
            return [texts[n.file][n.statement.start : n.statement.end] for n in kept]
    return []


def _add_block(block, lines, texts, configuration):
    """Add a block, or make the one for the same path like it."""
    [wanted] = statements(lines["new"], "")
    there = _same_path(block, wanted)
    new = _fitted(lines["new"], configuration)
    if there is None:
        return [edits.added_block(block, new, texts)]
    text = texts[there.file]
    head = edits.replaced(there, new.splitlines()[0])
    inner = [line.strip() for line in new.splitlines()[1:-1]]
    found = [head] if text[head.start : head.end] != head.new else []
    missing = []
    for line in inner:
        old = _any_of(line)
        same = [n for n in there.children if is_meant(n, old)]
        if not same:
            missing.append(line)
        elif not is_meant(same[0], line):
            found.append(edits.replaced(same[0], line))
    return [*found, *([edits.added(there, missing, texts)] if missing else [])]


def _any_of(line):
    """The pattern of any line of the same directive."""
    words = line.rstrip(";").split()
    return f"{' '.join(words[: 2 if words[0] in BY_NAME else 1])} …;"


def _same_path(block, wanted):
    """The location for the same path that nginx would call a duplicate, or None."""
    if wanted.name != "location":
        return None
    for node in block.named("location"):
        sign, name = modifier_and_name(node)
        if sign in ("", "^~") and name == wanted.args[-1]:
            return node
    return None


def _fitted(block, configuration):
    """The block with each of its lines in the file's own words."""
    lines = []
    for line in block.splitlines():
        bare = line.strip()
        indent = line[: len(line) - len(line.lstrip())]
        lines.append(indent + fitting(bare, configuration))
    return "\n".join(lines)


_DOERS = {
    Do.ADD: _add,
    Do.REPLACE: _replace,
    Do.REMOVE: _remove,
    Do.ADD_BLOCK: _add_block,
}

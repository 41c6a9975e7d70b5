"""Lines of actions as words, and the statements of a configuration that they mean."""

from ..conf.locations import NO_REGEX, modifier_and_name
from ..conf.statements import statements
from ..judge.actions import ANY

#: Directives that are told apart by their first argument, and inherited only all together.
BY_NAME = ("proxy_set_header", "add_header")


def words(line):
    """Return the words of one line, without quotes; ``…`` stays a word."""
    text = line if line.endswith(";") else line.rstrip("{ ") + " ;"
    [one] = statements(text, "")
    return (one.name, *one.args)


def is_meant(node, old):
    """Whether a node is what `old` says, in which ``…`` stands for any arguments."""
    wanted, has = words(old), (node.name, *node.args)
    if old.endswith("{") != node.statement.is_block:
        return False
    if node.statement.is_block and wanted[0] == node.name == "location":
        # “^~” changes which location wins, not which paths begin like that.
        return modifier_and_name(node) in {("", wanted[-1]), (NO_REGEX, wanted[-1])}
    if ANY in wanted:
        begin, end = wanted[: wanted.index(ANY)], wanted[wanted.index(ANY) + 1 :]
        if len(has) < len(begin) + len(end):
            return False
        wanted, has = (*begin, *end), (*has[: len(begin)], *has[len(has) - len(end) :])
    return _same(wanted, has)


def _same(wanted, has):
    """Whether both say the same; names of headers are of any case."""
    if wanted[0] in BY_NAME:
        wanted, has = _small(wanted), _small(has)
    return wanted == has


def _small(line):
    return (line[0], *(word.lower() for word in line[1:2]), *line[2:])


def found_for(block, old):
    """Return the nodes that `old` means for a block.

    Those in the block itself, else in what is inside it (an `if`), else those that it
    inherits from around it, else those of the locations in it.
    """
    own = [n for n in block.children if is_meant(n, old)]
    inside = [n for n in _inside(block) if is_meant(n, old)]
    inherited = [n for n in _inherited(block, old) if is_meant(n, old)]
    nested = [n for n in block.walk() if is_meant(n, old)]
    return own or inside or _nearest(inherited) or nested


def around(block):
    """Yield the blocks from which one inherits, the nearest first.

    A site's own file is included in ``http``: what stands outside of all its blocks is
    inherited as well.
    """
    while block.parent is not None:
        block = block.parent
        yield block


def _inherited(block, old):
    """What stands around a block, up to where a set of its name hides the rest."""
    name = old.split()[0]
    all_or_none = name in BY_NAME
    if all_or_none and block.named(name):
        return
    for one in around(block):
        yield from one.children
        if all_or_none and one.named(name):
            return


def _inside(block):
    """What stands in blocks of this one that are no locations."""
    for child in block.children:
        if child.statement.is_block and child.name != "location":
            yield from child.children
            yield from _inside(child)


def _nearest(nodes):
    return [n for n in nodes if n.parent is nodes[0].parent]

"""The configuration as nginx puts it together: each include replaced by what it takes in."""

from dataclasses import dataclass, field

from .statements import Statement


@dataclass(eq=False)
class Node:
    """A statement in its place: `parent` is the block around it, includes resolved.

    A file that is included twice gives two nodes for each of its statements.
    `unread` are the names of files that this block includes and that nobody gave, so
    that more may stand in it than is known.
    """

    statement: Statement
    parent: "Node | None" = None
    children: list = field(default_factory=list)
    unread: list = field(default_factory=list)

    @property
    def name(self):
        """The directive."""
        return self.statement.name

    @property
    def args(self):
        """Its arguments, as nginx reads them."""
        return self.statement.args

    @property
    def file(self):
        """The name of the file in which it stands."""
        return self.statement.file

    @property
    def line(self):
        """The line in that file, from 1."""
        return self.statement.line

    def __str__(self):
        """The line, as one would write it."""
        words = " ".join((self.name, *self.statement.raw_args))
        return words if self.statement.is_block else f"{words};"

    def named(self, *names):
        """Return the children of these names, in order."""
        return [child for child in self.children if child.name in names]

    def first(self, name):
        """Return the first child of this name, or None."""
        return next(iter(self.named(name)), None)

    def above(self):
        """Yield the blocks around this one, the nearest first, without the root."""
        block = self.parent
        while block is not None and block.parent is not None:
            yield block
            block = block.parent

    def walk(self):
        """Yield every node below this one, in the order of the file."""
        for child in self.children:
            yield child
            yield from child.walk()

    def block(self):
        """Return how the block is named in actions and reports: ``location /web``."""
        return " ".join((self.name, *self.statement.raw_args))


@dataclass
class Configuration:
    """A whole configuration.

    `root` is a node that holds what stands outside of all blocks. `sources` are all that
    were read, by name, and `written` the `Statement`s of each. `whole` says whether it
    reaches from ``http`` down, so that what is nowhere in it is nowhere at all; of a
    site's own file it is not known.
    """

    root: Node
    sources: dict
    main: str
    whole: bool
    notes: list = field(default_factory=list)

    written: dict = field(default_factory=dict)

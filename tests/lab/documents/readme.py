"""README.rst, from the fragments in `readme/`."""

import ast
from dataclasses import replace

from lab.documents.blocks import Block, blocks
from lab.documents.rst import LINES, as_rst
from lab.folders import ROOT

#: The fragments in the order in which they are read, each with the heading that it gets.
#: OCA's names where OCA has one; REMOTE and COMMAND are our own.
FRAGMENTS = {
    "DESCRIPTION": "",
    "INSTALL": "Install",
    "USAGE": "Use",
    "CONTEXT": "How it works",
    "CONFIGURE": "Watching",
    "REMOTE": "Reading results remotely",
    "COMMAND": "Without the addon",
    "DEVELOP": "Working on it",
    "CREDITS": "License",
}
NOTE = ".. Made from readme/*.md by `make generate`; please edit those."


def made():
    """Return ``{"README.rst": text}``."""
    title = manifest()["name"]
    line = LINES[0] * len(title)
    head = "\n".join([line, title, line])
    parts = [as_rst(section(name)) for name in FRAGMENTS]
    return {"README.rst": "\n\n".join([head, NOTE, *parts]).replace("\n\n\n", "\n\n")}


def fragment(name):
    """Return the blocks of one fragment; addresses are as seen from the repository."""
    text = (ROOT / "readme" / f"{name}.md").read_text()
    # A fragment is read on its own as well, so its links lead out of readme/.
    return list(blocks(text.replace("](../", "](")))


def section(name):
    """Yield the fragment below its heading, if it gets one, its own headings a level down."""
    heading = FRAGMENTS[name]
    if heading:
        yield Block("heading", heading, level=1)
    for block in fragment(name):
        yield replace(block, level=block.level + 1) if block.level else block


def manifest():
    """Return the addon's manifest."""
    return ast.literal_eval((ROOT / "__manifest__.py").read_text())

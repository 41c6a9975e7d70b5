"""Reads the Markdown that our fragments use, as blocks.

Headings, paragraphs, lists of one level, fenced code, tables and images that stand
alone. Whatever else Markdown has is text here.
"""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Block:
    """One block: its kind, its text, and what the kind needs besides.

    ``heading``: `level` from 1. ``code``: `note` is its language. ``image``: `note` is
    the address. ``list`` and ``numbers``: `rows` are the items. ``table``: `rows` are
    lists of cells, the head first.
    """

    kind: str
    text: str = ""
    level: int = 0
    note: str = ""
    rows: list = field(default_factory=list)


_HEADING = re.compile(r"(#+) (.+)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_ITEM = re.compile(r"(?:[-*]|\d+\.) +")
_CODE_OR_PLAIN = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*"
    r"|\[(?P<link>[^\]]+)\]\((?P<to>[^)]+)\)"
)


def blocks(text):
    """Yield the blocks of a Markdown text, in order."""
    for lines in _apart(text.splitlines()):
        yield _block(lines)


def _apart(lines):
    """Yield the lines of each block; a fenced block keeps its empty lines."""
    block, fenced = [], False
    for line in lines:
        if line.startswith("```"):
            fenced = not fenced
        if line.strip() or fenced:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _block(lines):
    first, whole = lines[0], "\n".join(lines)
    if first.startswith("```"):
        return Block("code", "\n".join(lines[1:-1]), note=first[3:])
    if heading := _HEADING.fullmatch(first):
        return Block("heading", heading[2], level=len(heading[1]))
    if image := _IMAGE.fullmatch(whole):
        return Block("image", image[1], note=image[2])
    if first.startswith("|"):
        # The second line only draws the rule below the head.
        return Block("table", rows=[_cells(line) for line in (first, *lines[2:])])
    if _ITEM.match(first):
        kind = "list" if first[0] in "-*" else "numbers"
        return Block(kind, rows=_items(lines))
    return Block("paragraph", whole)


def _items(lines):
    """Return the text of each item; what is indented goes on with the one before."""
    items = []
    for line in lines:
        if match := _ITEM.match(line):
            items.append(line[match.end() :])
        else:
            items[-1] += "\n" + line.strip()
    return items


def _cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def inline(text, plain, **marks):
    """Return the text with each mark replaced by what its function makes of it.

    `plain` gets what is unmarked; ``code``, ``bold`` and ``italic`` get what they mark;
    ``link`` gets its text and its address.
    """
    parts, end = [], 0
    for match in _CODE_OR_PLAIN.finditer(text):
        parts.append(plain(text[end : match.start()]))
        kind = match.lastgroup or ""
        parts.append(
            marks["link"](match["link"], match["to"])
            if kind == "to"
            else marks[kind](match[kind])
        )
        end = match.end()
    return "".join([*parts, plain(text[end:])])

"""Writes blocks as reStructuredText."""

import re

from lab.documents.blocks import inline

#: Underlines of headings, by level.
LINES = "==-~"
#: What reStructuredText would read as a mark; a name's last underscore is one as well.
_MARKS = re.compile(r"[\\*|`]|_(?=\W|$)")


def as_rst(blocks):
    """Return the blocks as reStructuredText, an empty line between them."""
    return "\n\n".join(_WRITERS[block.kind](block) for block in blocks) + "\n"


def text(markdown):
    """Return one text with its marks as reStructuredText has them."""
    return inline(
        markdown,
        lambda plain: _MARKS.sub(r"\\\g<0>", plain),
        code="``{}``".format,
        bold="**{}**".format,
        italic="*{}*".format,
        link=lambda words, to: "`{} <{}>`__".format(words.replace("`", ""), to),
    )


def _heading(block):
    return f"{block.text}\n{LINES[block.level] * len(block.text)}"


def _code(block):
    head = f".. code-block:: {block.note}" if block.note else "::"
    return f"{head}\n\n{_indented(block.text, 4)}"


def _image(block):
    return f".. image:: {block.note}\n   :alt: {block.text}"


def _list(block, mark="-"):
    return "\n".join(_item(mark, text(row)) for row in block.rows)


def _table(block):
    rows = "\n".join(_row(cells) for cells in block.rows)
    return f".. list-table::\n   :header-rows: 1\n\n{_indented(rows, 3)}"


def _row(cells):
    first, *others = [text(cell) for cell in cells]
    return "\n".join([f"* - {first}", *(f"  - {cell}" for cell in others)])


def _item(mark, words):
    first, *others = words.splitlines()
    return "\n".join(
        [f"{mark} {first}", *(" " * (len(mark) + 1) + line for line in others)]
    )


def _indented(words, by):
    lines = words.splitlines()
    return "\n".join(" " * by + line if line.strip() else "" for line in lines)


_WRITERS = {
    "heading": _heading,
    "paragraph": lambda block: text(block.text),
    "code": _code,
    "image": _image,
    "list": _list,
    "numbers": lambda block: _list(block, "#."),
    "table": _table,
}

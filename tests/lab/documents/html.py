"""Writes blocks as the HTML that Odoo's list of apps shows."""

import re
from html import escape

from lab.documents.blocks import inline


def as_html(blocks):
    """Return the blocks as HTML, one a line."""
    return "\n".join(_WRITERS[block.kind](block) for block in blocks)


def text(markdown):
    """Return one text with its marks as HTML; a link keeps only its words if it is ours."""
    return inline(
        markdown,
        escape,
        code=lambda words: f"<code>{escape(words)}</code>",
        bold=lambda words: f"<strong>{escape(words)}</strong>",
        italic=lambda words: f"<em>{escape(words)}</em>",
        link=_link,
    )


def _link(words, to):
    # The store knows nothing of the files that lie beside README.
    if not re.match(r"https?://", to):
        return text(words)
    return f'<a href="{escape(to)}">{text(words)}</a>'


def _list(block, name="ul"):
    items = "\n".join(f"<li>{text(row)}</li>" for row in block.rows)
    return f"<{name}>\n{items}\n</{name}>"


def _table(block):
    head, *rows = block.rows
    lines = [_row(head, "th"), *(_row(row, "td") for row in rows)]
    return '<table class="table">\n' + "\n".join(lines) + "\n</table>"


def _row(cells, name):
    return "<tr>" + "".join(f"<{name}>{text(c)}</{name}>" for c in cells) + "</tr>"


_WRITERS = {
    "heading": lambda block: f"<h{block.level + 1}>{text(block.text)}</h{block.level + 1}>",
    "paragraph": lambda block: f"<p>{text(block.text)}</p>",
    "code": lambda block: f"<pre><code>{escape(block.text)}</code></pre>",
    "image": lambda block: (
        f'<p><img class="img-fluid" src="{escape(block.note)}"'
        f' alt="{escape(block.text)}" /></p>'
    ),
    "list": _list,
    "numbers": lambda block: _list(block, "ol"),
    "table": _table,
}

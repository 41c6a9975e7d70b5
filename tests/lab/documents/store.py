"""static/description/index.html: what Odoo's list of apps shows, in README's words."""

from html import escape
from pathlib import PurePosixPath

from lab.documents.html import as_html
from lab.documents.readme import manifest, section
from lab.folders import ROOT

FOLDER = "static/description"
SECTIONS = ("DESCRIPTION", "USAGE", "CONTEXT", "CONFIGURE", "INSTALL")
HEAD = """<!-- Made from readme/*.md by `make generate`; please edit those. -->
<section class="container py-5">
<p><img src="icon.png" alt="" width="96" height="96" /></p>
<h1>{name}</h1>
<p class="lead">{summary}.</p>
</section>
"""


def made():
    """Return ``{path: text or bytes}``: the page, and the pictures that it shows beside it."""
    words = {key: escape(str(value)) for key, value in manifest().items()}
    sections = [list(section(name)) for name in SECTIONS]
    page = HEAD.format_map(words) + "".join(as_section(blocks) for blocks in sections)
    pictures = [b.note for blocks in sections for b in blocks if b.kind == "image"]
    return {
        f"{FOLDER}/index.html": page.replace('src="docs/screens/', 'src="'),
        **{_beside(path): (ROOT / path).read_bytes() for path in pictures},
    }


def as_section(blocks):
    """Return the blocks as one section of the page."""
    return f'<section class="container py-4">\n{as_html(blocks)}\n</section>\n'


def _beside(path):
    """The store sees nothing outside of this folder."""
    return f"{FOLDER}/{PurePosixPath(path).name}"

"""Puts a configuration together: each include becomes what it takes in."""

import fnmatch
import posixpath
from itertools import islice
from pathlib import Path

from .errors import Malformed, Unreadable
from .sources import BOM, LARGEST, Source, folder_of, is_absolute, read_text, slashed
from .statements import Statement, statements
from .tree import Configuration, Node

#: Statements of a whole configuration. 4 MB of lines of 40 characters are 100,000; more
#: can only come from files that are included many times.
MOST = 200_000
#: Includes in includes. nginx itself has no limit, and ends by lack of open files.
DEEPEST = 20
#: Files of one include. A pattern like ``/*/*/*`` would otherwise walk the whole disk.
MOST_FILES = 2000
#: Files that every distribution ships and many sites include, none of which holds
#: anything that is judged here: types of files, and certbot's settings of TLS.
HARMLESS = (
    "*mime.types",
    "*fastcgi_params",
    "*fastcgi.conf",
    "*uwsgi_params",
    "*scgi_params",
    "*options-ssl-nginx.conf",
    "*modules-enabled/*",
    "*modules/*.conf",
    "*koi-utf",
    "*koi-win",
    "*win-utf",
)


def load(given):
    """Return the `Configuration` of what was `given`; raise `Malformed` or `Unreadable`."""
    return _Loader(given).load()


class _Loader:
    def __init__(self, given):
        self.given = given
        self.sources = dict(given.sources)
        self.parsed = {}
        self.count = 0
        self.size = sum(len(one.text) for one in self.sources.values())
        self.notes = []

    def load(self):
        main = self.given.main
        root = Node(Statement("", (), (), main, 1, 1, 0, 0, ()))
        self._fill(root, self._statements(main), (main,))
        return Configuration(
            root=root,
            sources=self.sources,
            main=main,
            whole=bool(root.named("http")) and not root.unread,
            notes=self.notes,
            written=self.parsed,
        )

    def _statements(self, name):
        if name not in self.parsed:
            text = self.sources[name].text
            if text.startswith(BOM):
                # Kept as a space, so that every place in the text stays what it is.
                text = " " + text[1:]
                self.notes.append(
                    f"{name} begins with a byte order mark, which nginx refuses."
                )
            self.parsed[name] = statements(text, name)
        return self.parsed[name]

    def _fill(self, block, written, trail):
        for one in written:
            self.count += 1
            if self.count > MOST:
                raise Unreadable(
                    f"With its includes, this has more than {MOST:,} directives."
                )
            if one.name == "include" and one.args and not one.is_block:
                self._include(block, one, trail)
                continue
            node = Node(one, block)
            block.children.append(node)
            if one.body is not None:
                self._fill(node, one.body, trail)

    def _include(self, block, one, trail):
        pattern = one.args[0]
        names = self._matching(pattern)
        if not names and not _harmless(pattern) and not self._sure(pattern):
            block.unread.append(pattern)
        for name in names:
            if name in trail or len(trail) > DEEPEST:
                raise Malformed(
                    f"{name} includes itself, by way of {one.file}.", one.file, one.line
                )
            self._fill(block, self._statements(name), (*trail, name))

    def _sure(self, pattern):
        """Whether it is known that nothing is there: ``nginx -T`` prints every file."""
        return self.given.dumped and _is_pattern(pattern)

    def _matching(self, pattern):
        """The names of the sources that an include takes in, sorted as nginx does."""
        wanted = slashed(pattern)
        if not is_absolute(wanted):
            wanted = posixpath.join(folder_of(self.given.main), wanted)
        wanted = posixpath.normpath(wanted)
        found = [
            name
            for name in self.given.sources
            if fnmatch.fnmatchcase(posixpath.normpath(slashed(name)), wanted)
        ]
        return sorted(found) if self.given.dumped or found else self._on_disk(pattern)

    def _on_disk(self, pattern):
        """The same of files that lie beside the one that was named."""
        if self.given.folder is None:
            return []
        for folder in (self.given.folder, self.given.folder.parent):
            found = _globbed(folder, pattern)
            if found:
                return [name for name in map(self._take, found) if name]
        return []

    def _take(self, path):
        name = str(path)
        if name not in self.sources:
            try:
                text = read_text(path)
            except Unreadable as refusal:
                self.notes.append(str(refusal))
                return ""
            self.size += len(text)
            if self.size > LARGEST:
                raise Unreadable(
                    f"With its includes, this is larger than {LARGEST >> 20} MB."
                )
            self.sources[name] = Source(name, text)
        return name


def _globbed(folder, pattern):
    """The files that match, sorted; nginx's own order is that of glob(3)."""
    pattern = slashed(pattern)
    base, pattern = (
        (Path("/"), pattern.lstrip("/"))
        if pattern.startswith("/")
        else (folder, pattern)
    )
    try:
        found = islice(base.glob(pattern.replace("**", "*")), MOST_FILES)
        return sorted(path for path in found if path.is_file())
    except (OSError, ValueError, NotImplementedError, IndexError):
        return []


def _is_pattern(name):
    return any(sign in name for sign in "*?[")


def _harmless(pattern):
    return any(fnmatch.fnmatchcase(slashed(pattern), one) for one in HARMLESS)

"""What was given, as texts with names: one file, several, or the output of ``nginx -T``."""

import ntpath
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from .errors import Unreadable

#: Bytes of all that is read. `nginx -T` of a host with a thousand names has 3 MB. What is
#: larger would take minutes, since the parser reads about 1 MB a second.
LARGEST = 4 * 1024 * 1024
TOO_LARGE = (
    f"%s is larger than {LARGEST >> 20} MB. Please give the files of this site only."
)
#: How a text is called that has no name.
INPUT = "<stdin>"
#: What stands above each file in the output of ``nginx -T`` (ngx_main in nginx.c).
_SECTION = re.compile(r"^# configuration file (.+?):\r?$", re.MULTILINE)
BOM = "\ufeff"


@dataclass(frozen=True)
class Source:
    """One file: its name, its text, and the first line of it in what was given.

    `offset` is the place of the text's first character in what was given, which is more
    than 0 in the output of ``nginx -T``.
    """

    name: str
    text: str
    offset: int = 0


@dataclass(frozen=True)
class Given:
    """All sources by name, the first one, and where includes may be read from.

    `folder` is a path, or None where nothing of a disk is read: a text from somewhere
    else. `dumped` says that it came from ``nginx -T``, so that it is whole.
    """

    sources: dict
    main: str
    folder: Path | None = None
    dumped: bool = False


def read_file(name):
    """Return what a file holds as `Given`; ``-`` is the input. Raises `Unreadable`."""
    if name == "-":
        return given(_decoded(sys.stdin.buffer.read(LARGEST + 1), "The input"), INPUT)
    path = Path(name)
    return given(read_text(path), str(name), path.parent)


def given(text, name=INPUT, folder=None):
    """Return a text as `Given`: several sources where it is the output of ``nginx -T``."""
    marks = list(_SECTION.finditer(text))
    if not marks:
        return Given({name: Source(name, text)}, name, folder)
    found = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        start = mark.end() + 1
        end = following.start() if following else len(text)
        found.setdefault(mark[1], Source(mark[1], text[start:end], start))
    return Given(found, marks[0][1], None, dumped=True)


def read_text(path):
    """Return the text of a file; raise `Unreadable` with a sentence."""
    try:
        with path.open("rb") as file:
            return _decoded(file.read(LARGEST + 1), str(path))
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # a name with a zero byte
        raise Unreadable("The name of the file is none.") from error


def _decoded(content, name):
    if len(content) > LARGEST:
        raise Unreadable(TOO_LARGE % name)
    if b"\0" in content:
        raise Unreadable(f"{name} is no text, so it is no configuration of nginx.")
    # Bytes that are no UTF-8 stand in comments; they are kept for who writes it back.
    return content.decode("utf-8", "surrogateescape")


def folder_of(name):
    """Return the folder in a file's name, with ``/`` between its parts."""
    return slashed(name).rpartition("/")[0]


def slashed(name):
    """Return a path with ``/`` between its parts, as nginx for Windows takes it too."""
    return (
        name.replace("\\", "/") if ntpath.splitdrive(name)[0] or "\\" in name else name
    )


def is_absolute(name):
    """Whether a path begins at a root, of Windows' as well."""
    return name.startswith("/") or bool(ntpath.splitdrive(name)[0])

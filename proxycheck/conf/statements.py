"""The statements of one text: directives and blocks, as they are written."""

import re
from dataclasses import dataclass

from .errors import Malformed
from .tokens import LUA, Lines, tokens

#: Blocks in blocks. nginx needs five (http, server, location, location, if).
DEEPEST = 40
#: What a backslash stands for in nginx (ngx_conf_read_token of ngx_conf_file.c); before
#: anything else it stays.
_ESCAPED = re.compile(r"\\([\"'\\trn])")
_MEANS = {"t": "\t", "r": "\r", "n": "\n"}


@dataclass(frozen=True)
class Statement:
    """One directive, or one block with what is in it, in the text of one file.

    `start` and `end` are places in the source's text: from the first character of its
    name up to after its ``;`` or ``}``. `line` and `end_line` are the lines of both,
    counted from 1. Of a block, `body` are its statements, `opens` is the place of its
    ``{`` and `closes` that of its ``}``; of a directive `body` is None.
    `args` are as nginx reads them, without quotes and escapes; `raw_args` as written.
    """

    name: str
    args: tuple
    raw_args: tuple
    file: str
    line: int
    end_line: int
    start: int
    end: int
    body: tuple | None = None
    opens: int = 0
    closes: int = 0

    @property
    def is_block(self):
        """Whether it is a block."""
        return self.body is not None


def statements(text, file):
    """Return the `Statement`s of a text, in order; raise `Malformed`."""
    return _Reader(text, file).all()


class _Reader:
    def __init__(self, text, file):
        self.text, self.file = text, file
        self.lines = Lines(text)
        found = tokens(text, file)
        self.tokens = (t for t in found if t.quoted or not t.text.startswith("#"))

    def all(self):
        found, closing = self._statements(0)
        if closing:
            raise self._malformed("unexpected “}”", closing.start)
        return found

    def _statements(self, depth):
        """The statements up to a ``}`` or the end, and that ``}`` or None."""
        if depth > DEEPEST:
            raise Malformed(f"Blocks are nested deeper than {DEEPEST}.", self.file, 1)
        found = []
        for token in self.tokens:
            if token.is_sign("}"):
                return tuple(found), token
            if token.is_sign("{;"):
                raise self._malformed(f"unexpected “{token.text}”", token.start)
            found.append(self._statement(token, depth))
        return tuple(found), None

    def _statement(self, name, depth):
        words = []
        for token in self.tokens:
            if token.is_sign("}"):
                break
            if token.is_sign("{;"):
                return self._ended(name, words, token, depth)
            words.append(token)
            if name.text.endswith(LUA) and self.text.startswith("{", token.start):
                return self._ended(name, words, token, depth)
        # Its words are not quoted: a file that is no configuration may hold a secret.
        raise self._malformed("the directive is not ended by “;”", name.start)

    def _ended(self, name, words, last, depth):
        body, closing = None, last
        if last.is_sign("{"):
            body, closing = self._statements(depth + 1)
            if closing is None:
                raise self._malformed("“{” is never closed", last.start)
        return Statement(
            name=name.text,
            args=tuple(_meant(word) for word in words),
            raw_args=tuple(self.text[word.start : word.end] for word in words),
            file=self.file,
            line=self.lines.of(name.start),
            end_line=self.lines.of(closing.end - 1),
            start=name.start,
            end=closing.end,
            body=body,
            opens=last.start if body is not None else 0,
            closes=closing.start if body is not None else 0,
        )

    def _malformed(self, what, place):
        return Malformed(f"nginx says: {what}.", self.file, self.lines.of(place))


def _meant(word):
    if "\\" not in word.text:
        return word.text
    return _ESCAPED.sub(lambda found: _MEANS.get(found[1], found[1]), word.text)

"""The tokens of a configuration, each with its place in the text.

nginx-crossplane tells the tokens and their lines. Where exactly each begins and ends is
found by walking through the text along with them: between two tokens there is only white
space, so each token stands where the text goes on. A patch needs those places.
"""

import importlib
from bisect import bisect_right
from typing import NamedTuple

from .errors import Malformed, ParserMissing

NO_PARSER = (
    "To read nginx configurations, Python needs the package nginx-crossplane. Please run:"
    " pip install nginx-crossplane"
)
#: Directives whose block is a program in Lua, which is one token (crossplane/ext/lua.py).
LUA = "_by_lua_block"


class Token(NamedTuple):
    """One word, ``{``, ``}``, ``;`` or comment, from `start` up to `end` of the text."""

    text: str
    start: int
    end: int
    quoted: bool

    def is_sign(self, signs):
        """Whether this is one of these signs, and no word that looks like it."""
        return not self.quoted and self.text in signs


def tokens(text, file):
    """Yield the `Token`s of `text`, of which `file` is the name.

    Raises `Malformed` where nginx would, and `ParserMissing` where the parser is missing.
    """
    lexer, error = _crossplane()
    place, lines = 0, Lines(text)
    try:
        for word, _line, quoted in lexer.lex_string(text, file):
            token = _placed(text, place, word, quoted)
            if token is None:
                raise Malformed("The text cannot be followed.", file, lines.of(place))
            if token.end == token.start:
                continue  # the end of a Lua program, which the parser adds
            yield token
            place = token.end
    except error as refusal:
        line = refusal.lineno or lines.of(place)
        raise Malformed(f"nginx says: {refusal.strerror}.", file, line) from None


class Lines:
    """The line numbers of places in a text."""

    def __init__(self, text):
        self._starts = [0]
        place = text.find("\n")
        while place >= 0:
            self._starts.append(place + 1)
            place = text.find("\n", place + 1)

    def of(self, place):
        """Return the number, from 1, of the line in which this place is."""
        return bisect_right(self._starts, place)

    def start(self, line):
        """Return the place at which a line, counted from 1, begins."""
        return self._starts[line - 1]


def _crossplane():
    """The parser's lexer, and the base of what it raises."""
    try:
        lexer = importlib.import_module("crossplane.lexer")
        errors = importlib.import_module("crossplane.errors")
        importlib.import_module("crossplane")  # which makes Lua blocks known
    except ModuleNotFoundError:
        raise ParserMissing(NO_PARSER) from None
    return lexer, errors.NgxParserBaseException


def _placed(text, place, word, quoted):
    """The token of a word that stands next after `place`, or None if it does not."""
    start = _after_space(text, place)
    if not quoted:
        if text.startswith(word, start):
            return Token(word, start, start + len(word), False)
        return Token(word, start, start, False) if word == ";" else None
    if text.startswith("{", start):
        end = start + len(word) + 2
        return Token(word, start, end, True) if text[end - 1 : end] == "}" else None
    end = _closing(text, start)
    return Token(word, start, end, True) if end else None


def _after_space(text, place):
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _closing(text, start):
    """The place after a quoted word that begins at `start`; 0 if there is none."""
    sign, place = text[start : start + 1], start + 1
    if sign not in ("'", '"'):
        return 0
    while place < len(text):
        if text[place] == sign:
            return place + 1
        place += 2 if text[place] == "\\" else 1
    return 0

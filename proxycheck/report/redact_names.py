"""Finds names of people and databases in texts without knowing all of them.

The texts are read once, for every word and every short row of words that could be a
name; whoever knows the names is then asked once which of these are any.
"""

import re

from .redact_patterns import ADDRESS, DATABASE, OMITTED, SECRET, USER

#: Names of more words are rare, and each one more is a question more about every word.
#: With blanks, three words and more are read where the first has a capital.
MAX_WORDS = 4
#: Without blanks: databases are called `acme-staging-2026-01-31-1`.
MAX_JOINED = 6
#: Shorter ones stand everywhere by chance.
MIN_LENGTH = 3
#: As short a number is a status, a port or a size.
MIN_DIGITS = 6

#: Words as the words of one name are joined: `Marc Demo`, `joel.willis63`, `O'Brien`.
_ROW = re.compile(r"\w+(?:[ .+'’\\-]\w+)*")
_WORD = re.compile(r"\w+")
_MARKS = frozenset((SECRET, USER, DATABASE, ADDRESS, OMITTED))
#: Segments of Odoo's own paths are no names, even where somebody is called the same.
_ODOO_PATHS = frozenset(
    """
    web websocket longpolling proxy_health odoo static src core utils binary mail bus
    attachment upload upload_attachment echo health login hold stream notify
    """.split()
)


class Names:
    """The words of some texts, and which of them are names.

    `known` is asked once, with a set of candidates; it returns ``{name: mark}`` of
    those that are names, in their own spelling.
    """

    def __init__(self, known):
        self.known = known
        self.rows = set()
        self.marks, self.folded, self.first = {}, {}, set()

    def read(self, text):
        """Note what in this text could be a name."""
        for row in _ROW.finditer(text):
            if len(row[0]) < MIN_LENGTH:
                continue
            spans = [word.span() for word in _WORD.finditer(text, *row.span())]
            for more in range(min(MAX_JOINED, len(spans))):
                pairs = zip(spans, spans[more:], strict=False)
                rows = {text[start:end] for (start, _), (_, end) in pairs}
                self.rows.update(row for row in rows if _is_row(row, more + 1))

    def ask(self):
        """Learn which of the candidates are names."""
        spelled = {row for row in self.rows if _may_be_name(row)}
        # Logins hold no blanks; a single word with a capital begins a sentence.
        logins = (row for row in spelled if " " not in row)
        folded = {row.lower() for row in logins if not row.istitle()}
        self.marks = dict(self.known(spelled | folded)) if spelled else {}
        # Databases are told apart by case, people are not.
        users = ((n.lower(), mark) for n, mark in self.marks.items() if mark == USER)
        self.folded = dict(users)
        begins = map(_WORD.search, self.marks)
        self.first = {begin[0].lower() for begin in begins if begin}

    def cut(self, text, ours=frozenset()):
        """Return the text without names; words of `ours` are none."""
        pieces, done = [], 0
        for start, ends in self._starts(text):
            for end in reversed(ends) if start >= done else ():
                mark = self._mark(text[start:end])
                if mark and text[start:end] not in ours:
                    pieces += [text[done:start], mark]
                    done = end
                    break
        return "".join([*pieces, text[done:]])

    def _starts(self, text):
        """Yield where a name may start, and where it may end."""
        for row in _ROW.finditer(text) if self.first else ():
            spans = [word.span() for word in _WORD.finditer(text, *row.span())]
            for number, (start, end) in enumerate(spans):
                first = text[start:end].lower() in self.first
                if first and not _is_ours(text, start, end):
                    yield start, [e for _, e in spans[number : number + MAX_JOINED]]

    def _mark(self, candidate):
        """The mark to put in place of a candidate, or None."""
        if candidate in self.marks:
            return self.marks[candidate]
        return None if candidate.istitle() else self.folded.get(candidate.lower())


def _may_be_name(row):
    return len(row) >= (MIN_DIGITS if row.isdigit() else MIN_LENGTH)


def _is_row(row, words):
    # Of every sentence each row of three words would be a question.
    prose = words > 2 and row[0].islower() or words > MAX_WORDS
    return not (prose and " " in row)


def _is_ours(text, start, end):
    before = text[start - 1 : start]
    if before == "[":
        return text[start - 1 : end + 1] in _MARKS
    path = before == "/" and text[start - 2 : start] != "//"
    return path and text[start:end] in _ODOO_PATHS

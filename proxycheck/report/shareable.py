"""Leaves of an observation's facts what its probe lets leave, each as what it is."""

import re
import string

from ..fact import HEADERS, OUR_WORD, Kind
from ..registry import declared_facts
from ..vocabulary import FAILURE
from ..words import Status

#: Rows of a list and paths of an object; no advice needs more.
MAX_ROWS = 40
#: A shorter text that was left out ("close") may stand elsewhere by chance; a longer
#: one is no value that a sentence repeats.
TELLING_LENGTH, MAX_LENGTH = 8, 200

_OUR_PATH = re.compile(r"/[a-z0-9_./-]{0,80}")
_EDGES = string.punctuation + string.whitespace


class Shareable:
    """Takes observations; remembers where their texts are, and what was left out.

    `places` are ``(holder, key)`` of each text from the wire in what was returned;
    `left_out_names` are the facts that stay.
    """

    def __init__(self):
        self.places = []
        self.kept = set()
        self.left_out = set()
        self.left_out_names = set()

    def observation(self, row):
        """The observation with those facts only that may leave."""
        declared = declared_facts(row["vantage"], row["probe"])
        if row["status"] != Status.SEEN:
            declared = FAILURE
        return {**row, "facts": self._facts(row["facts"], declared)}

    def secrets(self):
        """The texts that were left out and may stand elsewhere again.

        A plain word is none of them: it tells nothing, and may stand anywhere.
        """
        bare = {text.strip(_EDGES) for text in self.left_out - self.kept}
        return {t for t in bare if len(t) >= TELLING_LENGTH and not t.isalpha()}

    def _facts(self, facts, declared):
        """Those that may leave among the facts; how many others there were is told."""
        by_name = {fact.name: fact for fact in declared if fact.leaves}
        kept = {}
        for name, value in facts.items():
            fact = by_name.get(name)
            if not (fact and self._put(kept, name, value, fact)):
                self._leave_out(name, value)
        return _with_count(kept, facts)

    def _headers(self, headers):
        kept = {}
        for name, value in headers.items():
            if name.lower() in HEADERS and isinstance(value, str):
                self._note(kept, name, value)
            else:
                self._remember(value)
        return _with_count(kept, headers)

    def _paths(self, paths, declared):
        rows = [(p, r) for p, r in paths.items() if _OUR_PATH.fullmatch(p)]
        kept = {}
        for path, row in rows[:MAX_ROWS]:
            if isinstance(row, dict):
                kept[path] = self._facts(row, declared)
        return _with_count(kept, paths)

    def _put(self, holder, key, value, fact):
        """Put the value there if it is what was declared; return whether it is."""
        if isinstance(value, list):
            holder[key] = self._list(value, fact)
        elif value is None or _is_plain(fact.kind, value):
            holder[key] = value
        elif fact.kind is Kind.TEXT and isinstance(value, str):
            self._note(holder, key, value)
        elif isinstance(value, dict) and fact.kind in _OBJECTS:
            holder[key] = _OBJECTS[fact.kind](self, value, fact)
        else:
            return False
        return True

    def _list(self, items, fact):
        rows = []
        for item in items[:MAX_ROWS]:
            rows.append(None)
            fits = not isinstance(item, list) and self._put(
                rows, len(rows) - 1, item, fact
            )
            if not fits:
                rows.pop()
        return rows

    def _note(self, holder, key, text):
        holder[key] = text
        self.kept.add(text)
        self.places.append((holder, key))

    def _leave_out(self, name, value):
        self.left_out_names.add(name)
        self._remember(value)

    def _remember(self, value):
        if isinstance(value, dict):
            value = [*value, *value.values()]
        if isinstance(value, list):
            for item in value:
                self._remember(item)
        elif isinstance(value, str) and len(value) <= MAX_LENGTH:
            self.left_out.add(value)


def _with_count(kept, facts):
    missing = len(facts) - len(kept)
    if missing:
        kept["left_out"] = missing
    return kept


def _is_plain(kind, value):
    """Whether the value is a number, a flag or a word of ours, as was declared."""
    if kind is Kind.FLAG or isinstance(value, bool):
        return kind in (Kind.FLAG, Kind.TEXT) and isinstance(value, bool)
    if kind is Kind.WORD:
        return isinstance(value, str) and bool(OUR_WORD.fullmatch(value))
    return kind in (Kind.NUMBER, Kind.TEXT) and isinstance(value, (int, float))


_OBJECTS = {
    Kind.PART: lambda to, value, fact: to._facts(value, fact.facts),
    Kind.HEADERS: lambda to, value, fact: to._headers(value),
    Kind.PATHS: lambda to, value, fact: to._paths(value, fact.facts),
}

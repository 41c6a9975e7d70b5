"""What of a report may leave the house: what is declared, and its texts searched.

Probes declare which of their facts leave (``fact``). The report's own shape,
``report.schema.json``, says under ``shares`` what each of its texts is: ours, and then
it is never touched, or one that may quote the wire, and then it is searched for what
looks like a secret, an address or a name.
"""

import json
import re
from functools import cache
from pathlib import Path

from ..registry import rules
from . import redact_patterns as patterns
from .redact_names import Names
from .shareable import Shareable

#: What a reader may ask to keep. Secrets are not among it: no advice needs them.
KEEPABLE = ("addresses", "users", "database")
#: Characters of different texts that are searched, and possible names that are asked
#: about; what is beyond does not leave. A check of a usual proxy has 2,000 characters,
#: and the fifteen longest findings there are have 12,500 and 1,300 rows of words: a
#: report that nobody reads to its end must not cost more than 20 ms, of which a possible
#: name takes 5 µs here and as long in the database.
MAX_TEXT, MAX_NAMES = 13 * 1024, 1_350

SCHEMA = Path(__file__).with_name("report.schema.json")


def redact(report, *, keep=(), known=lambda candidates: {}):
    """Return the report without what must not leave; its structure stays.

    `keep` names what the reader ticked, of `KEEPABLE`. `known` gets a set of
    candidates and returns ``{name: mark}`` of those that are logins, names of people
    (`patterns.USER`) or of databases (`patterns.DATABASE`).
    """
    facts = Shareable()
    observations = [facts.observation(row) for row in report["observations"]]
    editor = Editor(frozenset(keep), known, facts.secrets())
    redacted = {"report": {**report, "observations": observations}}
    editor.walk(redacted, "report", schema())
    for holder, name in facts.places:
        editor.note(holder, name, "text")
    editor.edit()
    return redacted["report"]


@cache
def schema():
    """The report's declared shape."""
    return json.loads(SCHEMA.read_text())


class Editor:
    """Collects the places of texts that may quote the wire, then edits them all."""

    def __init__(self, keep, known, secrets):
        self.keep = keep
        self.secrets = secrets
        self.known = known
        self.names = Names(self._known)
        self.places = []
        self.searched = {}
        self.size = 0

    def walk(self, holder, key, shape):
        """Replace what stands there by a copy of what `shape` declares; note texts."""
        shape, value = _resolved(shape), holder[key]
        if isinstance(value, dict) and "properties" in shape:
            shapes = shape["properties"]
            holder[key] = {name: value[name] for name in value if name in shapes}
            for name in holder[key]:
                self.walk(holder[key], name, shapes[name])
        elif isinstance(value, list) and "items" in shape:
            holder[key] = list(value)
            for number in range(len(value)):
                self.walk(holder[key], number, shape["items"])
        elif isinstance(value, str) and shape.get("shares") in EDITS:
            self.note(holder, key, shape["shares"])
        elif isinstance(value, (dict, list)) and shape.get("shares") != "facts":
            holder[key] = type(value)()  # nobody has declared what is in it

    def note(self, holder, key, kind):
        """Remember the place of a text, and read the text."""
        text = holder[key]
        self.places.append((holder, key, kind))
        if text not in self.searched:
            self.searched[text] = self._search(text)

    def _search(self, text):
        """The text without what looks like a secret or an address."""
        if self.size + len(text) > MAX_TEXT or len(self.names.rows) > MAX_NAMES:
            return patterns.OMITTED
        self.size += len(text)
        text = patterns.search(
            text,
            addresses="addresses" not in self.keep,
            users="users" not in self.keep,
        )
        self.names.read(text)
        return text

    def edit(self):
        """Put every text that was noted back without the names in it."""
        self.names.ask()
        for holder, key, kind in self.places:
            holder[key] = EDITS[kind](self, self.searched[holder[key]])

    def _known(self, candidates):
        """The names among the candidates, but for the kinds that are kept."""
        kept = {patterns.USER} if "users" in self.keep else set()
        kept |= {patterns.DATABASE} if "database" in self.keep else set()
        found = {word: patterns.SECRET for word in self.secrets & candidates}
        wanted = len(kept) < 2
        named = self.known(candidates) if wanted else {}
        return {**{n: mark for n, mark in named.items() if mark not in kept}, **found}

    def text(self, text):
        """A text without names."""
        return self.names.cut(text)

    def config(self, text):
        """Lines of configuration without names that are no words of it."""
        return self.names.cut(text, _config_words())

    def address(self, text):
        """An address whose scheme stays."""
        scheme, mark, rest = text.partition("://")
        return scheme + mark + self.names.cut(rest)


#: How a place is edited, by what the schema says that stands there.
EDITS = {"text": Editor.text, "config": Editor.config, "address": Editor.address}


def _resolved(shape):
    name = shape.get("$ref", "").rpartition("/")[2]
    return schema()["$defs"][name] if name else shape


def _config_words():
    """Every word of every rule's own lines to paste."""
    # By their names: another addon may bring rules meanwhile.
    return _words_of(tuple(rules()))


@cache
def _words_of(codes):
    lines = []
    for code in codes:
        rule = rules()[code]
        lines += [rule.directive, rule.location]
        lines += [part for one in rule.actions for part in one.as_dict().values()]
    return frozenset(re.findall(r"\w+", " ".join(lines)))

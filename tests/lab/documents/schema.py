"""The facts in ``report.schema.json``; the rest of that file is written by hand.

A fact's name is one type and one unit, whichever probe returns it, and parts hold facts
again. So one object describes them all; docs/facts.md says which probe returns which.
"""

import json

from lab.folders import ROOT
from proxycheck import registry
from proxycheck.fact import Kind, everywhere
from proxycheck.vocabulary import FAILURE

PATH = "proxycheck/report/report.schema.json"
NOTE = "Made from the probes' declarations by `make generate`; see docs/facts.md."
FACTS = {"$ref": "#/$defs/facts"}
#: What a value of each kind is, as `fact.fits` says it. Any may be null, and most a list.
SHAPES = {
    Kind.NUMBER: {
        "type": ["number", "null", "array"],
        "items": {"type": ["number", "null"]},
    },
    Kind.FLAG: {
        "type": ["boolean", "null", "array"],
        "items": {"type": ["boolean", "null"]},
    },
    Kind.WORD: {
        "type": ["string", "null", "array"],
        "items": {"type": ["string", "null"]},
    },
    Kind.TEXT: {
        "type": ["string", "number", "null", "array"],
        "items": {"type": ["string", "number", "null"]},
    },
    Kind.PART: {"anyOf": [FACTS, {"type": "null"}, {"type": "array", "items": FACTS}]},
    Kind.HEADERS: {
        "type": ["object", "null"],
        "additionalProperties": {"type": ["string", "integer"]},
    },
    Kind.PATHS: {"type": ["object", "null"], "additionalProperties": FACTS},
}
#: As prettier breaks lines.
WIDTH = 88


def made():
    """Return ``{path: text}`` of the schema."""
    schema = json.loads((ROOT / PATH).read_text())
    schema["$defs"]["facts"] = {
        "$comment": NOTE,
        "type": "object",
        "properties": dict(sorted(_properties())),
    }
    return {PATH: written(schema) + "\n"}


def _properties():
    declared = [fact for facts in registry.all_facts().values() for fact in facts]
    for fact in everywhere([*declared, *FAILURE]):
        unit = {"description": f"in {fact.unit}"} if fact.unit else {}
        yield fact.name, {**unit, **SHAPES[fact.kind]}


def written(value, indent=0, before=0):
    """Return JSON as prettier leaves it: what holds no object on one line where it fits.

    `before` are the characters that stand before the value on its line.
    """
    ends = " " * indent
    below = value.values() if isinstance(value, dict) else value
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value:
        return line
    alone = isinstance(value, list) and len(value) == 1
    if before + len(line) < WIDTH and (alone or _short(below)):
        return line
    if isinstance(value, dict):
        keys = [(json.dumps(key), below) for key, below in value.items()]
        rows = [f"{k}: {written(v, indent + 4, indent + 6 + len(k))}" for k, v in keys]
        return _rows("{}", rows, ends)
    return _rows("[]", [written(one, indent + 4, indent + 4) for one in value], ends)


def _short(values):
    """Whether none of the values is an object or a list of any."""
    lists = [one for one in values if isinstance(one, list)]
    plain = [one for some in lists for one in some]
    return not any(isinstance(one, dict) for one in [*values, *plain])


def _rows(ends, rows, indent):
    body = ",\n".join(f"{indent}    {row}" for row in rows)
    return f"{ends[0]}\n{body}\n{indent}{ends[1]}"

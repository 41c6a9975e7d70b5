"""docs/rules/: a page for each rule, made from its declaration, and the table of all."""

import inspect
import re
import textwrap
from pathlib import Path

from lab.folders import FAULTS, ROOT
from proxycheck import catalogue
from proxycheck.judge import actions
from proxycheck.nginx.documentation import page_of
from proxycheck.registry import rules
from proxycheck.words import Layer

FOLDER = "docs/rules"
NOTE = "<!-- Made from the rules by `make generate`; please edit those. -->"
INDEX = f"""{NOTE}
# What Proxy Health can tell

One row a rule, the worst first. A cause is named once: what merely follows from it is
not counted again. What could not be tested is *unknown*, never wrong.

{{table}}"""
PAGE = """{note}
# {title}

`{code}` · {severity} · to be fixed in: {layer} · `{directive}`{place}
{measured}
## What it sees

{sees}

{in_order}

## Why it matters

{explanation}

## What users notice

{symptom}

## How to fix it

{fix}

## Read more

{more}
"""
MEASURED = "\nWords in *italics* stand for what a check measured.\n"
#: nginx's own lines are in these layers; the others hold settings of something else.
NGINX = (Layer.NGINX, Layer.TLS, Layer.BROWSER)
_VALUE = re.compile(r"%\((\w+)\)s")


def made():
    """Return ``{path: text}`` of every rule's page, and of the table."""
    pages = {f"{FOLDER}/{code}.md": page(rule) for code, rule in rules().items()}
    table = INDEX.format(table=catalogue.as_markdown())
    return {f"{FOLDER}/README.md": table, **pages}


def page(rule):
    """Return one rule's page."""
    texts = (rule.title, rule.explanation, rule.symptom)
    return PAGE.format(
        note=NOTE,
        title=prose(rule.title),
        code=rule.code,
        severity=rule.severity.value,
        layer=rule.layer.value,
        directive=rule.directive,
        place=f" in `location {rule.location}`" if rule.location else "",
        sees=wrapped(catalogue.sees(rule)),
        in_order=wrapped(f"When nothing is wrong, it says: {rule.in_order}"),
        explanation=wrapped(prose(rule.explanation)),
        measured=MEASURED if _VALUE.search("".join(texts)) else "",
        symptom=wrapped(prose(rule.symptom)),
        fix=_fix(rule),
        more="\n".join(f"- {line}" for line in _more(rule)),
    )


def prose(text):
    """Return a text of a rule for a reader: each value as an italic word, ``%%`` as it shows."""
    marked = re.sub(r"[*<]", r"\\\g<0>", text)
    words = _VALUE.sub(lambda match: f"*{match[1].replace('_', ' ')}*", marked)
    return words.replace("%%", "%")


def wrapped(text):
    """Return a paragraph in lines of our width."""
    return textwrap.fill(text, 88, break_long_words=False, break_on_hyphens=False)


def _fix(rule):
    """The lines to paste, with what a check fills in as ``<name>``."""
    rows = [
        {part: _VALUE.sub(r"<\1>", text) for part, text in one.as_dict().items()}
        for one in rule.actions
    ]
    lines = actions.as_text(actions.filled(rows, {}, rule.location))
    if not lines:
        return "What to do stands above; there are no lines to paste."
    return f"```{'nginx' if rule.layer in NGINX else 'text'}\n{lines}\n```"


def _more(rule):
    documented = page_of(rule.directive)
    of = "Odoo's deployment" if "odoo.com" in documented else f"`{rule.directive}`"
    yield f"[The documentation of {of}]({documented})"
    source = Path(inspect.getsourcefile(rule.check) or "").relative_to(ROOT)
    yield f"[How it is judged](../../{source})"
    for path in sorted(FAULTS.glob(f"{rule.code}*.conf")):
        if path.name.split(".")[0] == rule.code:
            yield f"[A proxy that has it: {path.name}](../../{path.relative_to(ROOT)})"
    yield "[All rules](README.md)"

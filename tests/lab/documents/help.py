"""docs/help.md: what people see, and the pages of the rules that are about it."""

from proxycheck.registry import rules
from proxycheck.symptoms import SYMPTOMS, messages, without_values

PATH = "docs/help.md"
HEAD = """<!-- Made from proxycheck/symptoms.py and proxycheck/logs/kinds by `make generate`. -->
# What do you see?

Find what you see, and follow the links to what may be the cause. A check says which one
it is. The same page is in the addon, at `/proxy_health/help`. Of a whole log
`python3 -m proxycheck explain FILE` says the same ([explain.md](explain.md)).

## The site does not load at all

Then the check page does not load either. Run the check on Odoo's server:

    odoo proxy_health check

Or from any machine: `python3 -m proxycheck https://erp.example.com`. Or open Odoo on its
own port (8069), which needs no proxy, and run the check there.
"""


def made():
    """Return ``{path: text}`` of the page."""
    seen = [_section(symptom, codes) for symptom, codes in SYMPTOMS]
    return {PATH: "\n".join([HEAD, *seen, *map(_log, messages())])}


def _section(symptom, codes):
    head = f"## {symptom.removesuffix('.')}"
    return "\n".join([head, "", "It may be one of these:", "", *_links(codes), ""])


def _log(row):
    title, said = row
    lines = [f"## {title}", ""]
    for says, means, codes in said:
        lines += [f"### “{says}”", "", means, ""]
        lines += [*_links(codes), ""] if codes else []
    return "\n".join(lines)


def _links(codes):
    return [
        f"- [{without_values(rules()[code].title)}](rules/{code}.md)" for code in codes
    ]

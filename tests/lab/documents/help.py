"""docs/help.md: what people see, and the pages of the rules that are about it."""

from proxycheck.registry import rules
from proxycheck.symptoms import SYMPTOMS, without_values

PATH = "docs/help.md"
HEAD = """<!-- Made from proxycheck/symptoms.py by `make generate`; please edit that. -->
# What do you see?

Find what you see, and follow the links to what may be the cause. A check says which one
it is. The same page is in the addon, at `/proxy_health/help`.

## The site does not load at all

Then the check page does not load either. Run the check on Odoo's server:

    odoo proxy_health check

Or from any machine: `python3 -m proxycheck https://erp.example.com`. Or open Odoo on its
own port (8069), which needs no proxy, and run the check there.
"""


def made():
    """Return ``{path: text}`` of the page."""
    return {PATH: "\n".join([HEAD, *map(_section, SYMPTOMS)])}


def _section(row):
    symptom, codes = row
    links = [
        f"- [{without_values(rules()[code].title)}](rules/{code}.md)" for code in codes
    ]
    return "\n".join(
        [
            f"## {symptom.removesuffix('.')}",
            "",
            "It may be one of these:",
            "",
            *links,
            "",
        ]
    )

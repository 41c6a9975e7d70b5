"""The report for a ticket or a chat, as Markdown.

Texts quote the wire, so what would be markup in them is shown as it came.
"""

import re

from ..catalogue import in_order
from ..judge.message import fill
from ..observation import one_line
from ..subjects import SEVERITIES
from ..translatable import _lt
from .text import folded_lines, place_of, roundtrip_line, verdict_line
from .timeouts import timeouts_line

NOTICED = _lt("What users notice: %(symptom)s")
MUTED = _lt("muted")
#: What starts HTML, code, a link or an image.
_MARKUP = re.compile(r"[<`\[\]\\]")


def as_markdown(report, translate=str):
    """Return the report, findings worst first, with the lines to paste.

    `translate` maps what a rule found in order to the reader's language.
    """
    odoo, proxy = report["odoo"], report["proxy"]
    lines = [
        f"# Proxy Health: {_plain(report['target']['base_url'])}",
        "",
        f"**{verdict_line(report)}** {_plain(roundtrip_line(report))}"
        f" {_plain(timeouts_line(report))}",
        "",
        f"Checked {report['started_at']} ({report['depth']});"
        f" Odoo {_plain(odoo['version'] or '?')}, {odoo['workers']} workers;"
        f" proxy: {_code(proxy['server'] or proxy['kind'])}",
        "",
    ]
    for finding in report["findings"]:
        lines += _finding(finding, translate)
    passed, *others = folded_lines(report)
    lines.append(f"- {_plain(passed)}")
    lines += [f"  - {_plain(in_order(code, translate))}" for code in report["passed"]]
    lines += [f"- {_plain(line)}" for line in others]
    return "\n".join(lines) + "\n"


def _finding(finding, translate):
    muted = f" ({translate(MUTED)})" if finding["muted"] else ""
    severity = translate(SEVERITIES[finding["severity"]])
    lines = [
        f"## {severity}{muted}: {_plain(finding['title'])}",
        "",
        _code(place_of(finding)),
        "",
        _plain(finding["explanation"]),
        "",
        _plain(fill(translate(NOTICED), {"symptom": finding["symptom"]})),
        "",
        *(
            f"- {row['vantage']} {_plain(row['probe'])}: {_code(row['fact'])}"
            for row in finding["evidence"]
        ),
        "",
    ]
    return [*lines, *_block(finding["fix"]), ""] if finding["fix"] else lines


def _plain(text):
    """The text as words and nothing else, on one line."""
    return _MARKUP.sub(lambda match: f"\\{match[0]}", one_line(text))


def _code(text):
    """The text as a code span, whatever backticks it holds."""
    text = one_line(text)
    fence = "`" * (_longest_run(text) + 1)
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"


def _block(text):
    fence = "`" * max(3, _longest_run(text) + 1)
    return [f"{fence}nginx", text, fence]


def _longest_run(text):
    return max(map(len, re.findall("`+", text)), default=0)

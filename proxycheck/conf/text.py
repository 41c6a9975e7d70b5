"""A reading for a person at a terminal."""

from ..observation import one_line
from ..subjects import SEVERITIES

SAID = {
    "healthy": "Nothing wrong is to be seen in this file.",
    "degraded": "Some of it is wrong.",
    "broken": "Real-time messages or pages do not work with this file.",
    "unknown": "The file does not tell whether it is right.",
    "unreachable": "The check reached nobody.",
}


def as_text(result):
    """Return a reading (see `lint.lint`) as text, worst first, each finding with its line."""
    lines = [f"{result['verdict'].capitalize()}: {SAID[result['verdict']]}"]
    lines += [
        f"Read as {site['address']}: {site['file']}, line {site['line']}"
        for site in result["sites"]
    ]
    lines.append(_premises(result["odoo"]))
    lines.append("")
    for number, row in enumerate(result["findings"], 1):
        lines += _finding(number, row)
    lines += [f"Note: {one_line(note)}" for note in result["notes"]]
    lines.append(f"In order: {len(result['passed'])} rules.")
    if result["unknown"]:
        codes = ", ".join(row["code"] for row in result["unknown"])
        lines.append(
            f"The file alone does not tell ({len(result['unknown'])}): {codes}"
        )
    return "\n".join(lines) + "\n"


def _premises(odoo):
    workers = odoo["workers"]
    told = "unknown workers" if workers is None else f"{workers} workers"
    return f"Judged for Odoo {odoo['series']} with {told} (--series, --workers)."


def _finding(number, row):
    severity = SEVERITIES[row["severity"]].lower()
    place = f"{row['file']}:{row['line']}, in {row['block']}: " if row["line"] else ""
    lines = [
        f"{number}. [{severity}] {one_line(row['title'])}",
        f"   {one_line(place + row['directive'])}",
        f"   {one_line(row['explanation'])}",
        f"   What users notice: {one_line(row['symptom'])}",
    ]
    if row["fix"]:
        lines += ["   Paste:", *(f"       {one}" for one in row["fix"].splitlines())]
    return [*lines, ""]

"""A reading for a person at a terminal."""

from ..judge.message import fill
from ..observation import one_line
from ..subjects import SEVERITIES
from ..translatable import _lt

VERDICTS = {
    "healthy": _lt("Healthy: nothing wrong is to be seen in this file."),
    "degraded": _lt("Degraded: some of it is wrong."),
    "broken": _lt("Broken: real-time messages or pages do not work with this file."),
    "unknown": _lt("Unknown: the file does not tell whether it is right."),
    "unreachable": _lt("Unreachable: the check reached nobody."),
}
READ_AS = _lt("Read as %(address)s: %(file)s, line %(line)s")
JUDGED = _lt("Judged for Odoo %(series)s with %(workers)s (--series, --workers).")
WORKERS = _lt("%(count)s workers")
NO_WORKERS = _lt("unknown workers")
NOTE = _lt("Note: %(note)s")
IN_ORDER = _lt("In order: %(count)s rules.")
NOT_TOLD = _lt("The file alone does not tell (%(count)s): %(codes)s")
PLACE = _lt("%(file)s:%(line)s, in %(block)s: %(directive)s")
SYMPTOM = _lt("What users notice: %(symptom)s")
PASTE = _lt("Paste:")


# Long, for it names all that a reading consists of.
def as_text(result, translate=str):
    """Return a reading (see `lint.lint`) as text, worst first, each finding with its line."""

    def said(text, **values):
        return fill(translate(text), values)

    sites, unknown, workers = (
        result["sites"],
        result["unknown"],
        result["odoo"]["workers"],
    )
    told = said(NO_WORKERS) if workers is None else said(WORKERS, count=workers)
    lines = [said(VERDICTS[result["verdict"]])]
    lines += [
        said(READ_AS, **{name: site[name] for name in ("address", "file", "line")})
        for site in sites
    ]
    lines += [said(JUDGED, series=result["odoo"]["series"], workers=told), ""]
    for number, row in enumerate(result["findings"], 1):
        lines += _finding(number, row, said)
    lines += [said(NOTE, note=one_line(note)) for note in result["notes"]]
    lines.append(said(IN_ORDER, count=len(result["passed"])))
    if unknown:
        codes = ", ".join(row["code"] for row in unknown)
        lines.append(said(NOT_TOLD, count=len(unknown), codes=codes))
    return "\n".join(lines) + "\n"


def _finding(number, row, said):
    severity = said(SEVERITIES[row["severity"]]).lower()
    named = ("file", "line", "block", "directive")
    place = said(PLACE, **{name: row[name] for name in named})
    lines = [
        f"{number}. [{severity}] {one_line(row['title'])}",
        f"   {one_line(place if row['line'] else row['directive'])}",
        f"   {one_line(row['explanation'])}",
        f"   {said(SYMPTOM, symptom=one_line(row['symptom']))}",
    ]
    if row["fix"]:
        pasted = [f"       {one}" for one in row["fix"].splitlines()]
        lines += [f"   {said(PASTE)}", *pasted]
    return [*lines, ""]

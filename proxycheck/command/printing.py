"""What the command line prints of its reports: text, a table of several, or JSON."""

import json

from ..observation import one_line
from ..report import as_text
from ..words import COULD_NOT_TELL, CheckVerdict

HEAD = ("Address", "Verdict", "What is wrong")
#: Worst first: a broken proxy is proven, while an unreachable one may be our own network.
WORST = (2, COULD_NOT_TELL, 1, 0)


def exit_code(reports):
    """Return the exit code of the worst of these reports."""
    codes = {CheckVerdict(one["verdict"]).exit_code for one in reports}
    return next(code for code in WORST if code in codes)


def as_json(reports, several, indent: int | None = 2):
    """Return the report, or the list of reports where several addresses were given."""
    return json.dumps(reports if several else reports[0], indent=indent)


def as_document(reports):
    """Return the reports for a person, and a table below if there are several."""
    texts = [as_text(one) for one in reports]
    return "\n".join([*texts, *([table(reports)] if len(reports) > 1 else [])])


def table(reports):
    """Return a row an address: its verdict, and the worst that was found."""
    rows = [HEAD, *(_row(one) for one in reports)]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = (f"{a:<{widths[0]}}  {v:<{widths[1]}}  {w}".rstrip() for a, v, w in rows)
    return "\n".join(lines) + "\n"


def _row(report):
    named = [one_line(f["title"]) for f in report["findings"] if not f["muted"]]
    more = f" (and {len(named) - 1} more)" if len(named) > 1 else ""
    worst = f"{named[0]}{more}" if named else ""
    return report["target"]["base_url"], report["verdict"], worst


def known(report):
    """Return ``{code: title}`` of what a report names."""
    return {one["code"]: one_line(one["title"]) for one in report["findings"]}

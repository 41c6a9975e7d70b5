"""Measure every budget, or those named: ``python -m bench monitor_route far_check``."""

import importlib
import os
import pkgutil
import sys
import textwrap

import bench

from lab.lab import Lab

#: The table's columns: what, budget, measured, mark.
WIDTHS = (44, 36, 58, 6)


def main(wanted):
    """Print one table, a line a budget; 1 when one was missed, 2 for unknown names."""
    names = [m.name for m in pkgutil.iter_modules(bench.__path__) if m.name[0] != "_"]
    unknown = set(wanted) - set(names)
    if unknown:
        print(f"No such measurement: {', '.join(sorted(unknown))}.")
        print(f"There are: {', '.join(names)}.")
        return 2
    lab = Lab().start()
    load = " ".join(f"{average:.1f}" for average in os.getloadavg())
    print(f"Load average {load} on {os.cpu_count()} processors, before the first.")
    line("what", "budget", "measured", "")
    rows = [row for name in wanted or names for row in measured(lab, name)]
    missed = [row for row in rows if not row.kept]
    print(f"{len(rows)} measured, {len(missed)} missed; load {os.getloadavg()[0]:.1f}.")
    return 1 if missed else 0


def measured(lab, name):
    """Yield the rows of one measurement and print them as they come."""
    rows = importlib.import_module(f"bench.{name}").measure(lab)
    for row in [rows] if isinstance(rows, bench.Row) else rows:
        mark = "kept" if row.kept else "MISSED"
        line(row.what, row.budget, row.measured, mark)
        yield row


def line(*cells):
    """Print the cells of one line of the table, each wrapped to its column."""
    wrapped = [textwrap.wrap(c, w) for c, w in zip(cells, WIDTHS, strict=True)]
    for count in range(max(map(len, wrapped))):
        pieces = [column[count] if count < len(column) else "" for column in wrapped]
        text = "  ".join(f"{p:<{w}}" for p, w in zip(pieces, WIDTHS, strict=True))
        print(text.rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

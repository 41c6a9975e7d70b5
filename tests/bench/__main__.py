"""Measure every budget, or those named: ``python -m bench monitor_route``."""

import importlib
import pkgutil
import sys

import bench

from lab.lab import Lab


def main(wanted):
    """Print a line a budget; 1 when one was missed."""
    names = [module.name for module in pkgutil.iter_modules(bench.__path__)]
    chosen = [name for name in names if name[0] != "_" and wanted in ([], [name])]
    lab = Lab().start()
    rows = []
    for name in chosen:
        row = importlib.import_module(f"bench.{name}").measure(lab)
        rows.append(row)
        mark = "kept" if row.kept else "MISSED"
        print(f"{row.what:<34} {row.budget:<22} {row.measured:<44} {mark}", flush=True)
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

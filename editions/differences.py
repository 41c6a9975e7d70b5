"""The lists of differences: ``editions/<series>/differences.toml``, read and checked.

Each list says what a series lacks that the next newer one has. So 16.0 is built by the
lists of 18.0, 17.0 and 16.0, in this order.
"""

import importlib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
# Newest first: the order in which lists are applied.
SERIES = ("18.0", "17.0", "16.0")
# What each difference says for people.
TOLD = ("what", "instead", "said_by")


class BuildError(Exception):
    """Why no edition can be built: a list and the source do not fit together."""


@dataclass(frozen=True)
class Difference:
    """What a series lacks, what takes its place, which file of that Odoo says so.

    ``operations``: ``{name: arguments}``; `rewrite.OPERATIONS` says what each does.
    """

    series: str
    what: str
    instead: str
    said_by: str
    operations: dict

    def __str__(self):
        return f"{self.series}, “{self.what}”"


def of(series):
    """Return the differences between 19.0 and that series, in the order to apply them."""
    lists = SERIES[: SERIES.index(series) + 1]
    return [difference for one in lists for difference in _read(one)]


def _read(series):
    # Python 3.11 has it, with which editions are built. The engine's tests run on 3.10.
    tomllib = importlib.import_module("tomllib")
    path = HERE / series / "differences.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["difference"]
    for row in rows:
        missing = [name for name in TOLD if not row.get(name)]
        if missing:
            raise BuildError(f"{path}: a difference does not say {missing[0]}.")
        operations = {name: row[name] for name in row if name not in TOLD}
        told = {name: row[name] for name in TOLD}
        yield Difference(series, **told, operations=operations)

"""The budgets of design.md, measured on the lab: ``make bench``.

Each module here measures one budget or one group: ``measure(lab)`` returns a `Row`, or
the rows of its group as they come. Ratios and
medians of one run are printed, and never asserted in a test.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One budget and what was measured."""

    what: str
    budget: str
    measured: str
    kept: bool

"""The right nginx file for one Odoo: each line with its reason, and its state from a report.

Nothing here does I/O: choices and a report go in, lines come out (`annotated`), and
`as_file` writes them as nginx reads them.
"""

from .choices import BadChoice, Choices, asked, of_report
from .printing import as_file, as_rows
from .states import State, annotated

__all__ = [
    "BadChoice",
    "Choices",
    "State",
    "annotated",
    "as_file",
    "as_rows",
    "asked",
    "of_report",
]

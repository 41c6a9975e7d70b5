"""A quick check of a healthy proxy: how long."""

import statistics

from bench import Row
from bench._look import look

#: The streaming probe alone takes 0.3 s.
BUDGET_S = 0.45
CHECKS = 15


def measure(lab):
    """Return the median and the maximum of fifteen checks, the first left out."""
    with lab.proxy("healthy") as nginx:
        look(lab, nginx.url)  # Odoo's workers load their registry once
        took = [look(lab, nginx.url)[1] for _count in range(CHECKS)]
    median = statistics.median(took)
    return Row(
        "quick check, healthy proxy",
        f"median ≤ {BUDGET_S} s",
        f"median {median:.2f} s, maximum {max(took):.2f} s of {CHECKS}",
        median <= BUDGET_S,
    )

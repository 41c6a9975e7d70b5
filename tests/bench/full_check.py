"""A full check, which measures timeouts to the second."""

from bench import Row
from bench._look import look

from proxycheck.words import Depth

BUDGET_S = 130.0


def measure(lab):
    """Return how long a full check of a healthy proxy lasts."""
    with lab.proxy("read_timeout_720s") as nginx:
        took = look(lab, nginx.url, depth=Depth.FULL)[1]
    return Row("full check", f"≤ {BUDGET_S:.0f} s", f"{took:.1f} s", took <= BUDGET_S)

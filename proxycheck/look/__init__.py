"""Who asks what when, and what came of it. Nothing here judges: it knows no rule.

line      one way to one address, on which probes ask and listen
lines     the lines of one check, and how much time each has
rounds    which probes run, in which order
"""

from .rounds import Look

__all__ = ["Look"]

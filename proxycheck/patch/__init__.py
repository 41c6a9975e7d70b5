"""The findings of a report, done in somebody's nginx configuration with small edits.

``patched(configuration, report)`` → `Patch`: the new texts, what was done, and what was
left with its reason; ``Patch.diff()`` is a unified diff that ``patch`` applies. Comments,
formatting and everything that no finding speaks of stay as they are.
"""

from .patching import Patch, patched

__all__ = ["Patch", "patched"]

"""docs/editions.md, from the lists of differences."""

import sys

from editions import readme


def made():
    """Return ``{"docs/editions.md": text}``."""
    if sys.version_info < (3, 11):
        return {}  # this Python reads no TOML, and `make generate` runs with 3.11
    return {"docs/editions.md": readme.document()}

"""docs/editions.md, from the lists of differences."""

from editions import readme


def made():
    """Return ``{"docs/editions.md": text}``."""
    return {"docs/editions.md": readme.document()}

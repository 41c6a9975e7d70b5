"""What a check tells: as JSON (``report.schema.json``), as text, to monitors, and outside."""

from .build import SCHEMA, build, finding_row, verdict
from .markdown import as_markdown
from .text import as_text

__all__ = ["SCHEMA", "as_markdown", "as_text", "build", "finding_row", "verdict"]

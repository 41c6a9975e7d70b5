"""Observations: what a probe saw, as JSON facts without an adjective."""

import json
import math
from dataclasses import dataclass, field
from typing import Any

from .errors import BadObservation
from .words import Status, Vantage

#: A report holds some thirty observations; 32 kB each keeps a hostile peer
#: (or browser) from filling the database with one of them.
MAX_FACTS_BYTES = 32 * 1024
#: No header, body or error message is worth more to a reader.
MAX_TEXT = 1024
#: More entries or levels than any probe has to tell.
MAX_ENTRIES, MAX_LEVELS = 200, 8
#: Beyond it a float is no longer exact, and no measurement of ours.
MAX_NUMBER = 2**53


def cut(text, length=MAX_TEXT):
    """Return `text` from the wire as printable text of at most `length` characters."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    text = text[:length].replace("\r\n", "\n")
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)


def one_line(text):
    """Return a text that somebody else may have written as one line.

    What is shown line by line would otherwise show a line of theirs as one of ours.
    """
    return " ".join(str(text).split())


def plain(value, levels=MAX_LEVELS) -> Any:
    """Return `value` as JSON that can be stored anywhere: bounded, printable, finite.

    PostgreSQL's jsonb refuses NUL, lone surrogates and NaN, which a peer may well send.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, (int, float)):
        return value if abs(value) <= MAX_NUMBER else None
    if levels and isinstance(value, dict):
        rows = list(value.items())[:MAX_ENTRIES]
        return {cut(str(name), 100): plain(row, levels - 1) for name, row in rows}
    if levels and isinstance(value, (list, tuple)):
        return [plain(row, levels - 1) for row in value[:MAX_ENTRIES]]
    return None


@dataclass
class Observation:
    """One probe's facts from one vantage; `because` says why there are none."""

    probe: str
    vantage: Vantage
    status: Status
    facts: dict = field(default_factory=dict)
    duration_ms: float = 0.0
    because: str = ""

    @property
    def key(self):
        """``vantage.probe``, by which rules ask for it."""
        return f"{self.vantage}.{self.probe}"

    @property
    def seen(self):
        """Whether there are facts to judge."""
        return self.status is Status.SEEN

    def as_dict(self):
        """Return the JSON object of the report's ``observations``."""
        row = {
            "probe": self.probe,
            "vantage": self.vantage.value,
            "status": self.status.value,
            "duration_ms": round(self.duration_ms, 1),
            "facts": self.facts,
        }
        return {**row, "because": self.because} if self.because else row

    @classmethod
    def from_dict(cls, row):
        """Read `as_dict`'s object back; raise `BadObservation` on anything else."""
        if not isinstance(row, dict):
            raise BadObservation("An observation must be a JSON object.")
        try:
            observation = cls(
                probe=_text(row, "probe", 64),
                vantage=Vantage(row.get("vantage")),
                status=Status(row.get("status")),
                facts=row.get("facts") or {},
                duration_ms=_duration(row),
                because=one_line(_text(row, "because", MAX_TEXT, default="")),
            )
        except (ValueError, TypeError, OverflowError) as error:
            raise BadObservation(f"An observation is malformed: {error}.") from error
        observation.check_facts()
        observation.facts = plain(observation.facts)
        return observation

    def check_facts(self):
        """Raise `BadObservation` unless the facts are a JSON object of bounded size."""
        if not isinstance(self.facts, dict):
            raise BadObservation("The facts of an observation must be a JSON object.")
        try:
            size = len(json.dumps(self.facts, allow_nan=False))
        except (ValueError, TypeError, RecursionError) as error:
            raise BadObservation(
                "The facts of an observation must be plain JSON."
            ) from error
        if size > MAX_FACTS_BYTES:
            raise BadObservation(
                f"An observation holds {size} bytes, more than {MAX_FACTS_BYTES}."
            )


def _text(row, name, length, default=None):
    value = row.get(name, default)
    if not isinstance(value, str) or len(value) > length:
        raise BadObservation(
            f"“{name}” of an observation must be text of at most {length} characters."
        )
    return cut(value, length)


def _duration(row):
    value = float(row.get("duration_ms") or 0)
    if not (math.isfinite(value) and 0 <= value <= MAX_NUMBER):
        raise BadObservation(
            "The duration of an observation must be a number of milliseconds."
        )
    return value


def latest(observations):
    """Return ``{key: observation}``; a repeated measurement replaces the first."""
    return {observation.key: observation for observation in observations}

"""The files that a patch changes: what they held, what they are to hold."""

from dataclasses import dataclass
from pathlib import Path

from ..errors import ProxyCheckError

OUTSIDE = (
    "%s is a link that leads out of its folder, to %s. With --follow-links that file is"
    " changed."
)
MEANWHILE = "%s was changed by somebody else in between. Nothing was written to it."


class LeadsOutside(ProxyCheckError):
    """A file to change is somewhere else than its name says."""


class ChangedMeanwhile(ProxyCheckError):
    """A file no longer holds what was read of it."""


@dataclass(frozen=True)
class ChangedFile:
    """One file: its real `path`, and its content `before` and `after`, in bytes."""

    path: Path
    before: bytes
    after: bytes

    def demand(self, content):
        """Raise `ChangedMeanwhile` unless the file holds this."""
        if self.path.read_bytes() != content:
            raise ChangedMeanwhile(MEANWHILE % self.path)


class ChangedFiles(list):
    """All `ChangedFile`s of a patch."""

    @classmethod
    def of(cls, patch, config, follow_links=False):
        """Return those of a `Patch`; raise `LeadsOutside` where a link leads elsewhere.

        `config` is the file that was named; a link may lead to where it lies.
        """
        return cls(
            ChangedFile(
                _real(Path(name), Path(config), follow_links),
                _bytes(patch.before[name]),
                _bytes(patch.after[name]),
            )
            for name in patch.changed
        )


def _real(path, config, follow_links):
    """The path without links; those that lead out of their folder only where it was asked."""
    real = path.resolve()
    homes = {path.parent.absolute(), path.parent.resolve(), config.parent.resolve()}
    if not follow_links and not any(home in real.parents for home in homes):
        raise LeadsOutside(OUTSIDE % (path, real))
    return real


def _bytes(text):
    """The bytes of a text that was read with surrogates for what is no UTF-8."""
    return text.encode("utf-8", "surrogateescape")

"""What cannot be read of a configuration, in a sentence for a person.

These are ends of a reading, not findings: nothing is said of a file that was not understood.
"""

from ..errors import ProxyCheckError


class Unreadable(ProxyCheckError):
    """What was given is no text, is not there, is too large, or the parser is missing."""


class ParserMissing(Unreadable):
    """The package that reads nginx's configurations is not installed."""


class Malformed(ProxyCheckError):
    """nginx itself would refuse this text; `file` and `line` say where."""

    def __init__(self, sentence, file="", line=0):
        super().__init__(f"{file}:{line}: {sentence}" if line else sentence)
        self.file, self.line = file, line

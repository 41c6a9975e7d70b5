"""Facts as rules read them: by name, by type, never raising for what is not there."""

from ..errors import BadDeclaration
from ..observation import MAX_NUMBER
from ..received import READ


class Facts(dict):
    """An observation's facts; what is missing or of another type reads as nothing.

    Facts may come from a browser or from a hostile peer, so a rule never trusts
    their types: it asks for a text, a number, a flag.
    """

    def text(self, name):
        """The text, or ``""``."""
        value = self.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name):
        """The number, or None; also for one that no measurement brings."""
        value = self.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return value if abs(value) <= MAX_NUMBER else None

    def flag(self, name):
        """Whether it is exactly true."""
        return self.get(name) is True

    def part(self, name):
        """The nested facts, perhaps empty."""
        value = self.get(name)
        return Facts(value) if isinstance(value, dict) else Facts()

    def rows(self, name):
        """The list's nested facts; what is no object is left out."""
        value = self.get(name)
        return (
            [Facts(row) for row in value if isinstance(row, dict)]
            if isinstance(value, list)
            else []
        )

    def texts(self, name):
        """The list's texts."""
        value = self.get(name)
        return (
            [item for item in value if isinstance(item, str)]
            if isinstance(value, list)
            else []
        )

    def address(self, name):
        """The address as ``[scheme, host, port]``, or None."""
        value = self.get(name)
        kinds = [type(part) for part in value] if isinstance(value, list) else []
        return value if kinds == [str, str, int] else None

    def header(self, name):
        """A header of the answer, or ``""``."""
        return self.part("headers").text(name)

    def received(self, name):
        """A header as it reached Odoo, or None where it did not.

        Only of the declared ones the echo tells the value (received.py).
        """
        if name not in READ:
            raise BadDeclaration(f"The echo does not tell the value of {name}.")
        value = self.part("received").get(name)
        return value if isinstance(value, str) else None

    @property
    def status(self):
        """The answer's HTTP status, or None."""
        return self.number("status")

    @property
    def answered(self):
        """Whether a whole HTTP answer came."""
        return self.text("outcome") == "answered"

    @property
    def proven(self):
        """Whether this very Odoo answered."""
        return self.flag("proven")

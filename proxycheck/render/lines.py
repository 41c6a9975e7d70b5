"""One line of the file, and which line a rule speaks of."""

import re
from dataclasses import dataclass, replace

#: What may stand between `location` and its path.
_MODIFIER = re.compile(r"^location (?:\^~|=|~\*?) ")


@dataclass(frozen=True)
class Line:
    """One line as nginx reads it, `depth` blocks deep; without `text` it is only said.

    `about` are nginx's words for it, by which rules name it, where the text itself does
    not say them. `location` is the block as rules name it, empty for the server and what
    is around it. `reason` is a sentence marked for translation, empty where the line needs
    none.
    """

    text: str
    reason: str = ""
    depth: int = 0
    location: str = ""
    about: tuple = ()

    def is_about(self, directive):
        """Whether a rule with this directive speaks of this line."""
        pattern = re.escape(directive) + r"(?![\w-])"
        told = self.about or (self.text,)
        return any(re.match(pattern, _MODIFIER.sub("location ", one)) for one in told)


def inside(lines, location=""):
    """Return the lines one block deeper, in that location unless they have one."""
    return [
        replace(one, depth=one.depth + 1, location=one.location or location)
        for one in lines
    ]


def block(head, lines, reason="", location=""):
    """Return the lines of a whole block: its head, what is inside, its end."""
    return [
        Line(f"{head} {{", reason, location=location),
        *inside(lines, location),
        Line("}", location=location),
    ]


def spoken_of(lines, directive, location):
    """Return the number of the line that a rule speaks of, or None.

    The block itself counts first, then the server around it, then any block.
    """
    found = [n for n, line in enumerate(lines) if line.is_about(directive)]
    for place in (location, ""):
        for number in found:
            if lines[number].location == place:
                return number
    return found[0] if found else None

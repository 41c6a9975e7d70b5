"""What the files of tests/e2e/faults and healthy share, and how a fault becomes right.

`include snippets/forwarded.conf;` takes in tests/e2e/snippets/forwarded.conf, as nginx
would; snippets may hold placeholders and other snippets.

A fault shows its *near miss*, the nearest proxy on which its rule must stay silent, on
the lines that differ. What stands behind `near miss:` replaces the line, and `nothing`
takes it away; a line that begins with it is added:

    proxy_read_timeout 60s;  # near miss: proxy_read_timeout 120s;
    deny all;                # near miss: nothing
    # near miss: proxy_set_header Upgrade $http_upgrade;

The near miss is a healthy proxy, unless it says what else must be named in it:

    # near miss: # expect: warning proxy_set_header X-Forwarded-Host
"""

import re

from lab.commands import LabError
from lab.folders import SNIPPETS

_INCLUDE = re.compile(r"^([ \t]*)include snippets/([\w.]+);", re.MULTILINE)
_NEAR = re.compile(r"(?P<before>.*?)[ \t]*# near miss: (?P<near>.*)")
_CAUSE = re.compile(r"# (expect|outside|rule):")


def expanded(text, name):
    """The text with every snippet in its place; `name` is for the complaint."""

    def fill(match):
        path = SNIPPETS / match[2]
        if not path.exists():
            raise LabError(f"{name}: there is no snippet {match[2]}.")
        lines = expanded(path.read_text(), match[2]).splitlines(keepends=True)
        return "".join(match[1] + line if line.strip() else line for line in lines)

    return _INCLUDE.sub(fill, text)


def has_near_miss(text):
    """Whether the text of a fault shows its near miss."""
    return any(map(_NEAR.fullmatch, text.splitlines()))


def without_near_miss(text):
    """The fault alone."""
    return _chosen(text, lambda line, match: match["before"] if match else line)


def near_miss(text):
    """The nearest proxy on which the rule must stay silent; its causes are its own."""

    def near(line, match):
        if match:
            indent = re.match(r"[ \t]*", line)[0]
            return "" if match["near"] == "nothing" else indent + match["near"]
        return "" if _CAUSE.match(line) else line

    return _chosen(text, near)


def _chosen(text, choose):
    lines = [(line, _NEAR.fullmatch(line)) for line in text.splitlines()]
    kept = [(line, choose(line, match)) for line, match in lines]
    # An empty line that was written stays, one that became empty goes.
    return "".join(f"{new}\n" for line, new in kept if new.strip() or not line.strip())

"""Paths, addresses and values of a line as they may be told: without what may be a key."""

import re
from functools import lru_cache

from ..observation import cut
from ..report import redact_patterns
from .areas import area_of

#: No path of Odoo's that tells anything is longer.
MAX_PATH = 100
#: Numbers of records, and what holds digits and letters like a key: not told, so that
#: requests for the same thing are counted together.
_RECORD = re.compile(r"\d+(?=[./-]|$)")
_KEY = re.compile(r"(?=[\w=+~.-]*\d)(?=[\w=+~.-]*[A-Za-z_-])[\w=+~.-]{20,}")
_ADDRESS = re.compile(rb"(?:wss?|https?)://[^\s/'\"]+(/[^\s?'\"#]*)")


@lru_cache(4096)
def place_of(path):
    """Return ``(path, area)`` of a request's path (bytes).

    The path is told without its query, and without numbers of records and keys.
    """
    cleaned = _clean(path)
    return cleaned, area_of(cleaned)


def _clean(path):
    text = cut(path.partition(b"?")[0].partition(b"#")[0], MAX_PATH)
    return "/".join(_segment(one) for one in text.split("/"))


def _segment(text):
    return _KEY.sub("…", _RECORD.sub("…", text)) if len(text) < 200 else "…"


def path_of_address(line):
    """Return the path of the first address in a line (bytes), or b""."""
    found = _ADDRESS.search(line)
    return found[1] if found else b""


@lru_cache(1024)
def server_of(upstream):
    """Return ``http://127.0.0.1:8072`` of an upstream's address (bytes), or ""."""
    scheme, mark, rest = upstream.partition(b"://")
    if scheme == b"http" and rest.startswith(b"unix:"):
        return cut(upstream.rpartition(b":")[0], MAX_PATH)
    host = rest.partition(b"/")[0].rpartition(b"@")[2]
    return cut(scheme + mark + host, MAX_PATH) if host else ""


def told(text):
    """Return a value of a line without what looks like a secret or somebody's name."""
    return redact_patterns.search(text, addresses=False, users=True)

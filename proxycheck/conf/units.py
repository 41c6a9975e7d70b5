"""nginx's spellings of sizes and times (ngx_parse.c)."""

import re

_SIZES = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
_SECONDS = {
    "": 1,
    "ms": 0.001,
    "s": 1,
    "m": 60,
    "h": 3600,
    "d": 86400,
    "w": 7 * 86400,
    "M": 30 * 86400,
    "y": 365 * 86400,
}


def size(text):
    """Return bytes, or None of what is no size."""
    match = re.fullmatch(r"(\d{1,15})([kmg]?)", text, re.IGNORECASE)
    return int(match[1]) * _SIZES[match[2].lower()] if match else None


def seconds(text):
    """Return seconds of ``1h 30m`` and such, or None of what is no time."""
    parts = re.findall(r"(\d{1,12})(ms|[smhdwMy]?)\s*", text)
    if not parts or "".join(f"{n}{u}" for n, u in parts) != text.replace(" ", ""):
        return None
    return sum(int(number) * _SECONDS[unit] for number, unit in parts)


def rate(text):
    """Return requests a second of ``5r/s`` or ``30r/m``, or None."""
    match = re.fullmatch(r"(?:rate=)?(\d{1,9})r/([sm])", text)
    return int(match[1]) / (60 if match[2] == "m" else 1) if match else None

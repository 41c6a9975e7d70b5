"""How a secret, an address or a name looks in a text.

Each cut is a function from text to text; a marker says what kind of thing stood there.
"""

import ipaddress
import re
from collections.abc import Callable

SECRET, ADDRESS, USER, DATABASE = "[secret]", "[address]", "[user]", "[database]"

#: A shorter text that was left out ("nginx", "close") may stand elsewhere by chance.
TELLING_LENGTH = 8

#: `Cookie: …`, `session_id=…`, `"csrf_token": "…"`: up to what ends the value.
_NAMED = re.compile(
    r"""(?ix) ( \b (?: proxy-authorization | authorization | set-cookie | cookie
        | x-api-key | x-odoo-[\w-]+ | x-csrf-?token | x-proxy-health-token
        | (?: [\w-]* (?: api_?key | csrf | session | token | passw\w* | secret )
          [\w-]* ) )
        ["']? \s* [:=] \s* ) (?! \[ ) [^\n;,}]{4,} """
)
_SCHEME = re.compile(r"(?i)\b(bearer|basic|digest|negotiate)\s+[\w+/=.~-]{6,}")
#: Odoo's keys (40 hex digits), session ids (84), CSRF tokens (40 and a time), and what
#: others make: no word of people's is that long and holds digits and letters.
_OPAQUE = re.compile(r"(?=[\w+/=~-]*\d)(?=[\w+/=~-]*[A-Za-z])[\w+=~-]{20,}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f.]{0,15}(?![\w:])")
_INSIDE = (
    "internal local localdomain lan intranet corp home private priv svc cluster docker"
).split()
_INNER_NAME = re.compile(rf"(?i)\b(?:[\w-]+\.)+(?:{'|'.join(_INSIDE)})\b(?:\.[\w-]+)*")
_SHORT_NAME = re.compile(r"(?i)(?<=://)(?!localhost\b)[a-z][\w-]*(?=[:/]|$|\s)")
#: Ours to forge with (RFC 5737), the same on every machine, or nobody's.
_SAID_ANYWAY = [
    ipaddress.ip_network(net) for net in ("203.0.113.0/24", "127.0.0.0/8", "0.0.0.0/32")
]


def cuts(keep, database, users):
    """Return the cuts, in order, for a reader who ticked `keep`."""
    chosen: list[Callable] = [_secrets]
    if "database" not in keep and database:
        chosen.append(_words([database], DATABASE))
    if "users" not in keep:
        chosen += [_words(users, USER), _emails]
    if "addresses" not in keep:
        chosen.append(_addresses)
    return chosen


def _secrets(text):
    text = _SCHEME.sub(rf"\1 {SECRET}", text)
    text = _NAMED.sub(rf"\1{SECRET}", text)
    return _OPAQUE.sub(SECRET, text)


def _words(words, marker):
    """Cut these words out where they stand alone."""
    known = sorted({word for word in words if len(word) > 2}, key=len, reverse=True)
    if not known:
        return str
    # A segment of a path (`/web/…`) is a word of Odoo's, even where a database is
    # called the same.
    words = "|".join(map(re.escape, known))
    one = re.compile(rf"(?<!\w)(?!(?<=/)(?:{words})/)(?:{words})(?!\w)")
    return lambda text: one.sub(marker, text)


def _emails(text):
    return _EMAIL.sub(USER, text)


def _addresses(text):
    for pattern in (_IPV4, _IPV6):
        text = pattern.sub(_address, text)
    for pattern in (_INNER_NAME, _SHORT_NAME):
        text = pattern.sub(ADDRESS, text)
    return text


def _address(match):
    try:
        address = ipaddress.ip_address(match[0])
    except ValueError:
        return match[0]
    if address.version == 6 and address.is_loopback:
        return match[0]
    said = address.version == 4 and any(address in net for net in _SAID_ANYWAY)
    return match[0] if said else ADDRESS

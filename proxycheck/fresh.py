"""Addresses that nobody has asked for before, so that no cache can answer in Odoo's stead.

A cache that was told to ignore `Cache-Control` would otherwise hand one check's answers
to the next check, and to strangers. The addon's own routes take a last part of the path
that says nothing, for some caches leave the query out of their key. Other paths are
asked as they are, and get the argument ``fresh``.
"""

import re
import secrets

_LENGTH = 12
_OURS = re.compile(r"(/proxy_health/[a-z_]+)(?=\?|$)")
_MADE_FRESH = re.compile(
    rf"(/proxy_health/[a-z_]+)/[0-9a-f]{{{_LENGTH}}}(?=[?#&,;\s]|$)"
)
_ARGUMENT = re.compile(rf"[?&]fresh=[0-9a-f]{{{_LENGTH}}}")


def fresh(path):
    """Return the path so that nobody has asked for it before; a fresh one stays as it is."""
    if "fresh=" in path or _MADE_FRESH.search(path):
        return path
    if _OURS.search(path):
        return _OURS.sub(rf"\1/{new_mark()}", path, count=1)
    return f"{path}{'&' if '?' in path else '?'}fresh={new_mark()}"


def new_mark():
    """Return what makes an address fresh."""
    return secrets.token_hex(_LENGTH // 2)


def bare(text):
    """Return a path or an address without what `fresh` added to it."""
    return _ARGUMENT.sub("", _MADE_FRESH.sub(r"\1", text))

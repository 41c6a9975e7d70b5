"""Secrets: from the environment, the keyring or a prompt, and shown to nobody."""

import getpass
import importlib
import os
import sys

from .options import DISTRIBUTION, SECRETS, WrongUsage


class Secret:
    """A text that prints as stars, in tracebacks as well; `reveal` tells it."""

    def __init__(self, text):
        self._text = text

    def reveal(self):
        """Return the text, for the one request that carries it."""
        return self._text

    def __repr__(self):
        return "***"


def secret(option, whose):
    """Return the `Secret` of an option; `whose` is the account, as people know it.

    Raises `WrongUsage` where nobody can be asked.
    """
    found = os.environ.get(SECRETS[option]) or _from_keyring(whose) or _asked(whose)
    if not found:
        raise WrongUsage(
            f"{option} needs a secret: put it into {SECRETS[option]}, or call this from"
            " a terminal and type it there."
        )
    return Secret(found)


def _from_keyring(whose):
    """What the keyring holds for this account, if that library is there at all."""
    try:
        return importlib.import_module("keyring").get_password(DISTRIBUTION, whose)
    except Exception:  # noqa: BLE001 - no library, no keyring, or one that is locked
        return None


def _asked(whose):
    if not sys.stdin or not sys.stdin.isatty():
        return ""
    try:
        return getpass.getpass(f"{whose}: ")
    except EOFError:
        return ""

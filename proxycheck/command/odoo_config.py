"""What Odoo's configuration file says of its ports, for who runs this on Odoo's machine.

Only the settings below are read, and no password. Names of before 17 count as well:
odoo/tools/config.py of 14 to 19 takes some of them as aliases.
"""

import configparser
from pathlib import Path

from .options import WrongUsage

SECTION = "options"
#: Setting -> the names that it has or had, and what Odoo takes without it.
NUMBERS = {
    "http_port": (("http_port", "xmlrpc_port"), 8069),
    "gevent_port": (("gevent_port", "longpolling_port"), 8072),
    "workers": (("workers",), 0),
}
INTERFACE = ("http_interface", "xmlrpc_interface")
#: How Odoo and Python's configparser spell yes.
YES = ("1", "yes", "true", "on", "t")


def read(path):
    """Return settings as a ticket has them; raise `WrongUsage` with a sentence."""
    given = _options(path)
    found = {name: _number(given, name, path) for name in NUMBERS}
    found["http_interface"] = _first(given, INTERFACE) or ""
    found["proxy_mode"] = (given.get("proxy_mode") or "").lower() in YES
    return found


def _options(path):
    file = configparser.RawConfigParser(strict=False)
    try:
        file.read_string(Path(path).read_text())
        return dict(file.items(SECTION))
    except OSError as error:
        raise WrongUsage(
            f"{path} cannot be read: {error.strerror}. Odoo's own user may read it."
        ) from error
    except (configparser.Error, ValueError):
        # The error itself would quote the file, which holds passwords.
        raise WrongUsage(
            f"{path} is not a configuration file of Odoo: it has no section [options]"
            " that can be read."
        ) from None


def _number(given, name, path):
    names, usual = NUMBERS[name]
    text = _first(given, names)
    if text in (None, "", "False", "None"):
        return usual
    if not text.isdecimal() or int(text) > 65535:
        raise WrongUsage(f"{path}: {name} is not a number that Odoo would take.")
    return int(text)


def _first(given, names):
    return next((given[name].strip() for name in names if name in given), None)

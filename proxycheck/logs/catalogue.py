"""Finds the kinds of messages, and the patterns with which all of one log are found."""

import importlib
import pkgutil
from functools import cache

from ..translatable import _lt
from . import kinds as package
from .kind import Kind

NGINX_ERROR, NGINX_ACCESS, ODOO, BROWSER = (
    "nginx_error",
    "nginx_access",
    "odoo",
    "browser",
)
#: Each log, in the order in which a request meets who writes it, and how people call it.
LOGS = {
    BROWSER: _lt("The browser's console"),
    NGINX_ACCESS: _lt("nginx's access log"),
    NGINX_ERROR: _lt("nginx's error log"),
    ODOO: _lt("Odoo's log"),
}


@cache
def kinds():
    """Return ``{code: Kind}`` of all logs, in the order of `LOGS` and of their codes."""
    found = [_declared(log, name) for log in LOGS for name in _names(log)]
    return {one.code: one for one in found}


def _names(log):
    folder = importlib.import_module(f"{package.__name__}.{log}")
    return sorted(info.name for info in pkgutil.iter_modules(folder.__path__))


def _declared(log, name):
    module = importlib.import_module(f"{package.__name__}.{log}.{name}")
    return next(one for one in vars(module).values() if isinstance(one, Kind))


@cache
def statuses():
    """Return ``{status: {area: Kind}}`` of the access log; statuses are bytes."""
    found = {}
    for one in kinds().values():
        for status in one.statuses:
            areas = found.setdefault(str(status).encode(), {})
            areas.update(dict.fromkeys(one.areas, one))
    return found

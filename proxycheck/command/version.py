"""Which version this is: of the wheel, or of the clone that it runs from."""

import ast
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from .options import DISTRIBUTION

MANIFEST = Path(__file__).parents[2] / "__manifest__.py"


def version():
    """Return like ``odoo-proxy-health 1.1.0``."""
    return f"{DISTRIBUTION} {_of_clone() or _of_wheel()}"


def _of_clone():
    """The version in the addon's manifest, without Odoo's series before it."""
    if not MANIFEST.is_file():
        return ""
    whole = ast.literal_eval(MANIFEST.read_text())["version"]
    return whole.split(".", 2)[2]


def _of_wheel():
    try:
        return installed(DISTRIBUTION)
    except PackageNotFoundError:
        return "of unknown version"

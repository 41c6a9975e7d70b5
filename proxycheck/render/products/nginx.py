"""nginx: the file of `configuration`."""

from ...translatable import _lt
from ..configuration import configuration
from .file import File

FILE = File(
    "nginx",
    _lt(
        "nginx in front of Odoo, for the http block (a file in conf.d or sites-enabled)."
    ),
    configuration,
)

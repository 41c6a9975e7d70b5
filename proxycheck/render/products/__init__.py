"""The right files: one module a product, each with its `FILE`."""

import importlib
import pkgutil
from functools import cache

from .file import File

#: The product whose file is printed where nothing else is known.
NGINX = "nginx"


@cache
def files():
    """Return ``{kind: File}`` of the products whose right file is known."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    loaded = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [vars(module).get("FILE") for module in loaded]
    return {one.kind: one for one in found if isinstance(one, File)}

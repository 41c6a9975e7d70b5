"""Record the names that an Odoo has, of those that its edition uses: names, no code.

``python -m editions.record 17.0 <checkout>`` writes ``editions/17.0/names.json``. The
tests compare the edition with it where no Odoo is to be had.
"""

import ast
import json
import re
import sys
from functools import lru_cache
from pathlib import Path

from editions import build, used
from editions.differences import HERE

# Where the addons lie whose models and scripts the addon uses.
ADDONS = ("odoo/addons", "addons")
DEPENDS = ("base", "base_setup", "bus", "mail", "web", "auth_totp")

NAMING = ("_name", "_inherit", "_inherits")

EXPORT = re.compile(
    r"^export\s+(?:default\s+)?(?:async\s+)?(?:const|let|function|class)\s+(\w+)", re.M
)
EXPORTS = re.compile(r"^export\s*\{([^}]*)\}", re.M)


def record(series, home):
    """Return the names of a checkout: ``{"python", "scripts", "bundles", "fields"}``."""
    files = build.edition(series)
    modules = {module for module, _name in used.python(files)}
    scripts = {script for script, _name in used.scripts(files)}
    models = {model for model, _field in used.fields(files)}
    manifest = build.python_code.literal(_text(home / "addons/web/__manifest__.py"))
    return {
        "python": {one: sorted(_python(home, one)) for one in sorted(modules)},
        "scripts": {one: sorted(_script(home, one)) for one in sorted(scripts)},
        "bundles": sorted(manifest["assets"]),
        "fields": {one: sorted(_fields(home, one)) for one in sorted(models)},
    }


def _text(path):
    return path.read_text(encoding="utf-8")


def _python(home, module):
    """Return the names of a module; its own modules are names of a package."""
    parts = module.split(".")
    places = [home.joinpath(*parts), home.joinpath("addons", *parts[2:])]
    for place in places:
        if (place / "__init__.py").exists():
            inside = {path.stem for path in place.iterdir()}
            return inside | _defined(place / "__init__.py")
        if place.with_suffix(".py").exists():
            return _defined(place.with_suffix(".py"))
    return set()


def _defined(path):
    names = set()
    for node in _outside(ast.parse(_text(path)).body):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            names |= _star(path, node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def _outside(statements):
    """Yield the nodes of a module that are in no class and no function of it."""
    for node in statements:
        yield node
        if not isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield from _outside(ast.iter_child_nodes(node))


def _star(path, node):
    place = path.parent.joinpath(*(node.module or "").split(".")).with_suffix(".py")
    return _defined(place) if node.level == 1 and place.exists() else set()


def _script(home, name):
    """Return what a script exports: ``@web/core/registry``."""
    addon, _slash, path = name.removeprefix("@").partition("/")
    file = home / "addons" / addon / "static/src" / f"{path}.js"
    if not file.exists():
        return set()
    text = _text(file)
    listed = ",".join(EXPORTS.findall(text)).split(",")
    aliases = (one.split(" as ")[-1].strip() for one in listed)
    return {*EXPORT.findall(text), *filter(None, aliases)}


def _fields(home, model):
    """Return the fields that these addons declare of a model, and of those it builds on."""
    declared, seen, wanted = _classes(home), set(), {model}
    found = set()
    while wanted:
        one = wanted.pop()
        seen.add(one)
        for models, fields in declared:
            if one in models:
                found |= fields
                wanted |= models - seen
    return found


@lru_cache
def _classes(home):
    """Return ``(models, fields)`` of each class of a model."""
    paths = [
        path
        for folder in ADDONS
        for addon in DEPENDS
        for path in (home / folder / addon).glob("models/**/*.py")
    ]
    return [
        (_models(cls), {name for name, value in _assigned(cls) if _field(value)})
        for path in paths
        for cls in ast.walk(ast.parse(_text(path)))
        if isinstance(cls, ast.ClassDef)
    ]


def _models(cls):
    """Return the models that a class declares, extends or holds a record of."""
    named = [value for name, value in _assigned(cls) if name in NAMING]
    lists = [value.elts for value in named if isinstance(value, ast.List | ast.Tuple)]
    lists += [value.keys for value in named if isinstance(value, ast.Dict)]
    lists += [_delegates(value) for _name, value in _assigned(cls)]
    items = [*named, *(item for one in lists for item in one)]
    return {one.value for one in items if isinstance(one, ast.Constant)}


def _delegates(value):
    """Return the arguments of a field that lends its record's fields (``delegate=True``)."""
    if not isinstance(value, ast.Call) or not _field(value):
        return []
    return value.args if any(one.arg == "delegate" for one in value.keywords) else []


def _assigned(cls):
    for node in cls.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node.value


def _field(value):
    return isinstance(value, ast.Call) and ast.unparse(value.func).startswith("fields.")


if __name__ == "__main__":
    names = record(sys.argv[1], Path(sys.argv[2]))
    target = HERE / sys.argv[1] / "names.json"
    target.write_text(json.dumps(names, indent=2) + "\n", encoding="utf-8")

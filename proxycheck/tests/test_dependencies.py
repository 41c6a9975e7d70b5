"""Whatever is imported is declared, and whatever is imported of ours exists."""

import ast
import os
import re
import sys
import unittest
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "requirements.txt"
ODOO = ROOT / "tests" / "lab" / "requirements-odoo.txt"
TESTS = ROOT / "tests" / "requirements.txt"

#: Distributions that are not called like what one imports of them.
DISTRIBUTIONS = {
    "crossplane": "nginx-crossplane",
    "psycopg2": "psycopg2-binary",
    "websocket": "websocket-client",
}
#: Folders of what is fetched or built.
MADE = ("node_modules", "dist")
#: Where tests find modules of their own: the lab's command puts these on the path.
OWN_PATHS = (ROOT, ROOT / "tests", ROOT / "tests" / "e2e")


def declared(*paths):
    """The names of the distributions in these requirements files."""
    lines = (line for path in paths for line in path.read_text().splitlines())
    names = (re.match(r"[\w.-]+", line) for line in lines if not line.startswith("-"))
    return {name[0].lower().replace("_", "-") for name in names if name}


def sources(folder):
    """Every Python file of ours below a folder; what the lab fetched is not ours."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if n[0] != "." and n not in MADE)
        yield from (Path(here) / n for n in sorted(names) if n.endswith(".py"))


@cache
def imports(path):
    """``(level, module, names)`` of each import of a file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [(0, alias.name, ()) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            found.append((node.level, node.module or "", names))
    return found


def foreign(path):
    """The distributions that a file imports from; Odoo's own modules are left out."""
    tops = {
        module.partition(".")[0] for level, module, _n in imports(path) if not level
    }
    return {
        DISTRIBUTIONS.get(top, top).lower().replace("_", "-")
        for top in tops
        if top not in sys.stdlib_module_names and top != "odoo" and not _own(top)
    }


def _own(top):
    return any(_module(folder / top) for folder in OWN_PATHS)


def _module(path):
    """Whether there is a module or a package of that path."""
    return path.is_dir() or path.with_suffix(".py").exists()


def extras():
    """The distributions that pyproject.toml declares as extras of the wheel."""
    text = (ROOT / "pyproject.toml").read_text()
    section = text.partition("[project.optional-dependencies]")[2].partition("\n[")[0]
    return set(re.findall(r'\["([\w-]+)', section))


def undeclared(paths, allowed):
    """``{file: distributions}`` of what these files import and nobody declares."""
    found = {str(p.relative_to(ROOT)): foreign(p) - allowed for p in paths}
    return {path: names for path, names in found.items() if names}


class TestDependencies(unittest.TestCase):
    def test_the_engine_imports_what_requirements_declare(self):
        engine = sources(ROOT / "proxycheck")
        self.assertEqual(undeclared(engine, declared(ENGINE)), {})

    def test_the_engine_imports_nothing_of_odoo_and_declares_nothing_in_vain(self):
        engine = list(sources(ROOT / "proxycheck"))
        named = {module for path in engine for _level, module, _names in imports(path)}
        self.assertFalse([name for name in named if name.partition(".")[0] == "odoo"])
        used = {name for path in engine for name in foreign(path)}
        self.assertEqual(declared(ENGINE), used)

    def test_what_is_imported_by_name_only_is_an_extra(self):
        engine = [path.read_text() for path in sources(ROOT / "proxycheck")]
        named = {
            DISTRIBUTIONS.get(module, module)
            for text in engine
            for module in re.findall(r"import_module\(\"(\w+)[\".]", text)
        }
        self.assertEqual(named, extras())

    def test_the_addon_imports_what_is_declared_or_odoos_own(self):
        paths = [
            path
            for path in sources(ROOT)
            if path.relative_to(ROOT).parts[0] not in ("proxycheck", "tests")
        ]
        self.assertGreater(len(paths), 40)
        self.assertEqual(undeclared(paths, declared(ENGINE, ODOO)), {})

    def test_the_tests_import_what_their_requirements_declare(self):
        allowed = declared(ENGINE, ODOO, TESTS)
        self.assertEqual(undeclared(sources(ROOT / "tests"), allowed), {})

    def test_the_manifest_declares_the_same(self):
        manifest = ast.literal_eval((ROOT / "__manifest__.py").read_text())
        named = manifest["external_dependencies"]["python"]
        self.assertEqual(set(named), declared(ENGINE))

    def test_the_wheel_declares_the_same(self):
        text = (ROOT / "pyproject.toml").read_text()
        line = re.search(r"(?m)^dependencies = (\[.*\])$", text)
        self.assertEqual(set(ast.literal_eval(line[1])), declared(ENGINE))

    def test_what_is_imported_of_ours_exists(self):
        for path in sources(ROOT):
            for level, module, names in imports(path):
                if level:
                    with self.subTest(f"{path.relative_to(ROOT)}: {module} {names}"):
                        self.assertTrue(_resolves(path, level, module, names))


def _resolves(path, level, module, names):
    """Whether a relative import leads to a file of ours."""
    base = path.parents[level - 1].joinpath(*module.split(".")) if module else None
    if base:
        return _module(base)
    folder = path.parents[level - 1]
    return (folder / "__init__.py").exists() or all(_module(folder / n) for n in names)

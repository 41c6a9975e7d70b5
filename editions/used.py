"""Which of Odoo's names an edition uses: for the tests, and for what records them."""

import ast
import re

from editions.views import parsed

# What stands in records without being a column: how a view or an action is declared.
IMPORT = re.compile(
    r"^import\s*\{([^}]*)\}\s*from\s*[\"'](@(?!odoo/)[\w/]+)[\"']", re.M
)
OURS = "odoo.addons.proxy_health"


def python(files):
    """Yield each ``(module, name)`` that code imports from Odoo."""
    for _path, text in _texts(files, ".py"):
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.ImportFrom)
                and not node.level
                and node.module
                and _odoo(node.module)
            ):
                yield from ((node.module, alias.name) for alias in node.names)


def _odoo(module):
    return module.partition(".")[0] == "odoo" and not module.startswith(OURS)


def scripts(files):
    """Yield each ``(script, name)`` that scripts import from other addons."""
    for path, text in _texts(files, ".js"):
        if path.startswith("static/src/"):
            for names, script in IMPORT.findall(text):
                for name in filter(None, (one.strip() for one in names.split(","))):
                    yield script, name.split(" as ")[0].strip()


def bundles(manifest):
    """Yield the bundles of others that the addon adds to."""
    yield from (name for name in manifest["assets"] if not name.startswith("proxy_"))


def fields(files):
    """Yield each ``(model, field)`` that data files write of models of others."""
    for _path, text in _texts(files, ".xml"):
        for record in parsed(text).iter("record"):
            if not record.get("model", "").startswith("proxy."):
                for field in record.findall("field"):
                    yield record.get("model", ""), field.get("name", "")


def _texts(files, ending):
    """Yield path and text of what Odoo loads: neither the engine nor tests."""
    for path, content in files.items():
        if path.endswith(ending) and not path.startswith(("proxycheck/", "tests/")):
            if ending != ".xml" or not path.startswith("static/"):
                yield path, content.decode()

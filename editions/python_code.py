"""Changes of Python code. Each returns the new text, and how many places it changed.

Whatever calls our ``backports`` needs its import, which `with_import` adds.
"""

# Long, for each operation on Python code stands beside those like it.

import ast
import re

from editions.edits import Edit, Python, applied, until_settled


def methods(text, names):
    """Call functions of ``backports`` instead of methods that records do not have.

    ``records._commit_progress(1)`` becomes ``backports.commit_progress(records, 1)``; a
    method that is only named becomes a partial one.
    """

    def find(source):
        called = set()
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and _is_method(node.func, names):
                called.add(node.func)
                yield from _as_function(source, node)
        for node in ast.walk(source.tree):
            if (
                isinstance(node, ast.Attribute)
                and _is_method(node, names)
                and node not in called
            ):
                records, name = source.code(node.value), _function(node)
                new = f"backports.partial(backports.{name}, {records})"
                yield source.replace(node, new)

    return until_settled(text, find)


def _is_method(node, names):
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Load)
        and node.attr in names
        and not (isinstance(node.value, ast.Name) and node.value.id == "backports")
    )


def _as_function(source, call):
    records = source.code(call.func.value)
    start, end = source.span(call.func)
    comma = ", " if call.args or call.keywords else ""
    # Up to and with the parenthesis that opens the arguments.
    opening = source.text.index("(", end) + 1
    name = _function(call.func)
    yield Edit(start, opening, f"backports.{name}({records}{comma}")


def _function(method):
    """Return how the function is called that stands for a method: ``_`` is gettext."""
    return method.attr.lstrip("_") or "gettext"


def table_objects(text, _wanted):
    """Declare constraints and indexes as up to 18: ``_sql_constraints`` and ``_auto_init``."""

    def find(source):
        for cls in ast.walk(source.tree):
            if isinstance(cls, ast.ClassDef):
                found = [one for one in cls.body if _table_object(one)]
                yield from _declared(source, found)

    return until_settled(text, find)


def _table_object(statement):
    """Return which table object a statement declares, or None."""
    value = getattr(statement, "value", None)
    function = getattr(value, "func", None)
    if not isinstance(statement, ast.Assign) or not isinstance(function, ast.Attribute):
        return None
    is_ours = isinstance(function.value, ast.Name) and function.value.id == "models"
    kinds = ("Constraint", "Index", "UniqueIndex")
    return function.attr if is_ours and function.attr in kinds else None


def _declared(source, statements):
    constraints, indexes = [], []
    for statement in statements:
        kind = _table_object(statement)
        name = statement.targets[0].id.lstrip("_")
        definition, *message = (source.code(one) for one in statement.value.args)
        if kind == "Constraint":
            said = message[0] if message else definition
            constraints.append(f'("{name}", {definition}, {said}),')
        else:
            indexes.append(f'"{name}": ({definition}, {kind == "UniqueIndex"}),')
            # Without a definition, Odoo looks up the message only.
            constraints += [f'("{name}", "", {one}),' for one in message]
    for number, statement in enumerate(statements):
        start, end = source.lines(statement.lineno, statement.end_lineno)
        last = number == len(statements) - 1
        yield Edit(start, end, _lists(constraints, indexes) if last else "")


def _lists(constraints, indexes):
    text = ""
    if constraints:
        rows = "".join(f"        {one}\n" for one in constraints)
        text += f"    _sql_constraints = [\n{rows}    ]\n"
    if indexes:
        rows = "".join(f"            {one}\n" for one in indexes)
        text += (
            "\n    def _auto_init(self):\n        super()._auto_init()\n"
            f"        backports.make_indexes(self, {{\n{rows}        }})\n"
        )
    return text


def search_methods(text, _wanted):
    """Let methods that search computed fields be called with any operator."""

    def find(source):
        named = {
            keyword.value.value
            for keyword in ast.walk(source.tree)
            if isinstance(keyword, ast.keyword)
            and keyword.arg == "search"
            and isinstance(keyword.value, ast.Constant)
        }
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef) and node.name in named:
                above = min([node, *node.decorator_list], key=lambda one: one.lineno)
                start, _end = source.lines(above.lineno, above.lineno)
                yield Edit(start, start, "    @backports.any_operator\n")

    return until_settled(text, find)


def restricted_models(text, bases):
    """Give classes of our ``backports`` as bases to models with fields for some groups."""

    def find(source):
        for cls in ast.walk(source.tree):
            if isinstance(cls, ast.ClassDef) and _restricts(cls):
                start, _end = source.span(cls.bases[0])
                added = "".join(f"backports.{one}, " for one in bases)
                yield Edit(start, start, added)

    return until_settled(text, find)


def _restricts(cls):
    """Say whether a class declares a field with ``groups``."""
    values = (getattr(statement, "value", None) for statement in cls.body)
    calls = (value for value in values if isinstance(value, ast.Call))
    return any(keyword.arg == "groups" for call in calls for keyword in call.keywords)


def drop_decorators(text, names):
    """Leave out decorators that the series does not know."""

    def find(source):
        for node in ast.walk(source.tree):
            for one in getattr(node, "decorator_list", ()):
                if source.code(one) in names:
                    start, end = source.lines(one.lineno, one.end_lineno)
                    yield Edit(start, end, "")

    return until_settled(text, find)


def drop_keywords(text, names):
    """Leave out arguments: ``route.readonly`` is the argument of a call of ``route``."""
    count = 0
    # One at a time: two that drop the same comma must not meet.
    while edits := list(_dropped(Python(text), names)):
        text, _waiting = applied(text, edits[:1])
        count += 1
    return text, count


def _dropped(source, names):
    for _name, keyword in _keywords(source, names):
        start, end = source.span(keyword)
        # With the comma behind it, or else with the one before it.
        behind = re.compile(r"\s*,\s*").match(source.text, end)
        before = re.search(r",?\s*$", source.text[:start])
        if behind:
            yield Edit(start, behind.end(), "")
        elif before:
            yield Edit(before.start(), end, "")


def rename_keywords(text, names):
    """Call arguments as the series does: ``{"Integer.aggregator": "group_operator"}``."""

    def find(source):
        for name, keyword in _keywords(source, names):
            start, _end = source.span(keyword)
            yield Edit(start, start + len(name.rpartition(".")[2]), names[name])

    return until_settled(text, find)


def keyword_values(text, rows):
    """Give arguments other values: rows of ``{"argument", "old", "new"}``."""

    def find(source):
        for row in rows:
            for _name, keyword in _keywords(source, [row["argument"]]):
                value = keyword.value
                if isinstance(value, ast.Constant) and value.value == row["old"]:
                    yield source.replace(value, f'"{row["new"]}"')

    return until_settled(text, find)


def _keywords(source, names):
    """Yield each named argument that is wanted: ``("route.readonly", keyword)``."""
    for call in ast.walk(source.tree):
        if isinstance(call, ast.Call):
            callee = source.code(call.func).rpartition(".")[2]
            for keyword in call.keywords:
                if (name := f"{callee}.{keyword.arg}") in names:
                    yield name, keyword


def imports(text, rows):
    """Import names from where the series has them: ``{"odoo.tools.SQL": ".backports"}``.

    A module that begins with a dot is one of the addon; an empty one drops the import.
    """

    def find(source):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ImportFrom) and not node.level:
                moved = [a for a in node.names if f"{node.module}.{a.name}" in rows]
                if moved:
                    yield source.replace(node, _moved(node, moved, rows))

    return until_settled(text, find)


def _moved(node, moved, rows):
    """Return the imports that stand for one of which some names have moved."""
    indent = " " * node.col_offset
    lines = []
    kept = [alias for alias in node.names if alias not in moved]
    if kept:
        lines.append(f"from {node.module} import {', '.join(map(_alias, kept))}")
    for alias in moved:
        module = rows[f"{node.module}.{alias.name}"]
        if module.startswith("."):
            module = f"odoo.addons.proxy_health{module}"
        if module:
            lines.append(f"from {module} import {_alias(alias)}")
    return f"\n{indent}".join(lines) or "pass"


def _alias(alias):
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def with_import(text, depth):
    """Import ``backports`` where code calls it, after the last import of the file.

    ``depth``: how many folders of the addon the file lies in.
    """
    source = Python(text)
    names = {node.id for node in ast.walk(source.tree) if isinstance(node, ast.Name)}
    if "backports" not in names:
        return text
    kinds = (ast.Import, ast.ImportFrom)
    last = [one for one in source.tree.body if isinstance(one, kinds)][-1]
    _start, end = source.lines(last.lineno, last.end_lineno)
    line = f"from {'.' * (depth + 1)} import backports\n"
    return text[:end] + line + text[end:]


def literal(text):
    """Return the value of a file that is one literal, such as a manifest."""
    return ast.literal_eval(text)

"""Conditions of views: ``invisible="not location"`` and its like.

Up to 17 whatever field a condition reads must stand in the view; 18 adds it by itself.
"""

import ast
from xml.etree import ElementTree

MODIFIERS = ("invisible", "readonly", "required", "column_invisible")
# What conditions read that is no field.
NO_FIELDS = {"context", "uid", "parent", "time", "current_date"}
# Where a view within a view begins: that of a field's records.
VIEWS = ("form", "tree", "list", "kanban", "graph")


def missing_fields(root, _wanted):
    """Add the fields that only conditions read, unseen, to each view."""
    count = 0
    for arch in root.iter("field"):
        if arch.get("name") == "arch":
            for view in _views(arch):
                count += _completed(view)
    return count


def _views(arch):
    """Yield each view: the outer one, or what an inherited one adds, then inner ones."""
    yield from arch.findall("*")
    for field in arch.iter("field"):
        if field is not arch:
            yield from (one for one in field if one.tag in VIEWS)


def _completed(view):
    nodes = list(own_nodes(view))
    present = {node.get("name") for node in nodes if node.tag == "field"}
    read = {name for node in nodes for name in _read(node)}
    missing = sorted(read - present)
    hidden = "column_invisible" if view.tag in ("tree", "list") else "invisible"
    for name in missing:
        view.insert(0, ElementTree.Element("field", {"name": name, hidden: "1"}))
    return len(missing)


def own_nodes(view):
    """Yield the elements of a view, without those of views within it."""
    yield view
    for node in view:
        if not (view.tag == "field" and node.tag in VIEWS):
            yield from own_nodes(node)


def _read(node):
    for modifier in MODIFIERS:
        tree = ast.parse(node.get(modifier) or "0", mode="eval")
        names = (one.id for one in ast.walk(tree) if isinstance(one, ast.Name))
        yield from (name for name in names if name not in NO_FIELDS)


def attrs(root, _wanted):
    """Write conditions as up to 16: ``attrs="{'invisible': [domain]}"``."""
    count = 0
    for node in root.iter():
        written = {}
        for modifier in MODIFIERS:
            condition = node.get(modifier)
            if condition and not condition.isdigit():
                written[modifier] = _domain(ast.parse(condition, mode="eval").body)
                del node.attrib[modifier]
        if written:
            node.set("attrs", repr(written))
            count += 1
        # A column that nobody shall see was invisible like all else.
        if node.attrib.pop("column_invisible", None):
            node.set("invisible", "1")
    return count


_OPERATORS = {ast.Eq: "=", ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in"}


def _domain(condition):
    """Return the domain of a condition; raises KeyError for what none can say."""
    if isinstance(condition, ast.Name):
        return [(condition.id, "!=", False)]
    if isinstance(condition, ast.UnaryOp) and isinstance(condition.op, ast.Not):
        return ["!", *_domain(condition.operand)]
    if isinstance(condition, ast.BoolOp):
        joint = "&" if isinstance(condition.op, ast.And) else "|"
        parts = [_domain(one) for one in condition.values]
        return [joint] * (len(parts) - 1) + [term for part in parts for term in part]
    if isinstance(condition, ast.Compare) and isinstance(condition.left, ast.Name):
        value = ast.literal_eval(condition.comparators[0])
        return [(condition.left.id, _OPERATORS[type(condition.ops[0])], value)]
    raise KeyError(ast.unparse(condition))

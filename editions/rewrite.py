"""What a difference may do to a file: the operations that lists name, and who does them."""

from fnmatch import fnmatch

from editions import python_code, views
from editions.differences import BuildError

PYTHON = {
    "methods": python_code.methods,
    "table_objects": python_code.table_objects,
    "search_methods": python_code.search_methods,
    "drop_decorators": python_code.drop_decorators,
    "drop_keywords": python_code.drop_keywords,
    "rename_keywords": python_code.rename_keywords,
    "keyword_values": python_code.keyword_values,
    "imports": python_code.imports,
}
# What a file holds that is concerned by an operation that takes no names.
MARKS = {"table_objects": "models.", "search_methods": "search="}
XML = {
    "tags": views.tags,
    "record_fields": views.record_fields,
    "add_fields": views.add_fields,
}
# Not of one kind of file: exact texts, and whole files of the edition's own.
TEXT = ("replace", "files")
OPERATIONS = (*PYTHON, *XML, *TEXT)


def rewritten(files, difference):
    """Return the files, ``{path: text}``, with one difference.

    Each of its operations must change something: what changes nothing is out of date.
    """
    for name, wanted in difference.operations.items():
        if name not in OPERATIONS:
            raise BuildError(f"{difference}: there is no operation {name}.")
        if name == "replace":
            files = _replaced(files, wanted, difference)
        elif name != "files":
            files = _of_kind(files, name, wanted, difference)
    return files


def _of_kind(files, name, wanted, difference):
    changed, count = dict(files), 0
    for path, text in files.items():
        if name in PYTHON and path.endswith(".py") and _concerns(text, name, wanted):
            changed[path], places = PYTHON[name](text, wanted)
        elif name in XML and path.endswith(".xml") and not path.startswith("static/"):
            changed[path], places = _in_tree(XML[name], text, wanted)
        else:
            places = 0
        count += places
    if not count:
        raise BuildError(f"{difference}: {name} changes nothing any more.")
    return changed


def _concerns(text, name, wanted):
    """Say whether a file may hold what is to be changed: to parse all takes long."""
    if wanted is True:
        return MARKS[name] in text
    names = (row["argument"] if isinstance(row, dict) else row for row in wanted)
    return any(one.rpartition(".")[2] in text for one in names)


def _in_tree(change, text, wanted):
    root = views.parsed(text)
    places = change(root, wanted)
    return (views.written(root) if places else text), places


def _replaced(files, rows, difference):
    """Put exact texts in the place of others; ``in`` may be a pattern of paths."""
    files = dict(files)
    for row in rows:
        paths = [path for path in files if fnmatch(path, row["in"])]
        found = [path for path in paths if row["old"] in files[path]]
        if not found:
            raise BuildError(f"{difference}: {row['in']} has no “{row['old']}”.")
        for path in found:
            files[path] = files[path].replace(row["old"], row["new"])
    return files

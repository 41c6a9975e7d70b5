"""What a difference may do to a file: the operations that lists name, and who does them."""

from fnmatch import fnmatch

from editions import modifiers, python_code, settings_form, views
from editions.differences import BuildError

PYTHON = {
    "methods": python_code.methods,
    "table_objects": python_code.table_objects,
    "search_methods": python_code.search_methods,
    "restricted_models": python_code.restricted_models,
    "drop_decorators": python_code.drop_decorators,
    "drop_keywords": python_code.drop_keywords,
    "rename_keywords": python_code.rename_keywords,
    "keyword_values": python_code.keyword_values,
    "imports": python_code.imports,
}
# What a file holds that is concerned by an operation that takes no names to look for.
MARKS = {
    "table_objects": "models.",
    "search_methods": "search=",
    "restricted_models": "groups=",
}
XML = {
    "tags": views.tags,
    "record_fields": views.record_fields,
    "add_fields": views.add_fields,
    "kanban_boxes": views.kanban_boxes,
    "chatters": views.chatters,
    "missing_fields": modifiers.missing_fields,
    "attrs": modifiers.attrs,
    "settings_paths": settings_form.paths,
    "settings_boxes": settings_form.settings_boxes,
}
# Of the page's own components, which lie below static/.
TEMPLATES = {
    "translated_props": views.translated_props,
    "owl_marks": views.owl_marks,
}
# Not of one kind of file: exact texts, and whole files of the edition's own.
TEXT = ("replace", "files", "leave_out", "prepend")
OPERATIONS = (*PYTHON, *XML, *TEMPLATES, *TEXT)


def rewritten(files, difference):
    """Return the files, ``{path: text}``, with one difference.

    Each of its operations must change something: what changes nothing is out of date.
    """
    for name, wanted in difference.operations.items():
        if name not in OPERATIONS:
            raise BuildError(f"{difference}: there is no operation {name}.")
        if name == "replace":
            files = _replaced(files, wanted, difference)
        elif name == "prepend":
            files = _prepended(files, wanted, difference)
        elif name == "leave_out":
            files = _left_out(files, wanted, difference)
        elif name != "files":
            files = _of_kind(files, name, wanted, difference)
    return files


def places(files, name, wanted):
    """Return how many places of these files an operation would change."""
    return _changed(files, name, wanted)[1]


def _of_kind(files, name, wanted, difference):
    changed, count = _changed(files, name, wanted)
    if not count:
        raise BuildError(f"{difference}: {name} changes nothing any more.")
    return changed


def _changed(files, name, wanted):
    changed, count = dict(files), 0
    for path, text in files.items():
        if name in PYTHON and path.endswith(".py") and _concerns(text, name, wanted):
            changed[path], number = PYTHON[name](text, wanted)
        elif path.endswith(".xml") and name in _of_xml(path):
            changed[path], number = _in_tree(_of_xml(path)[name], text, wanted)
        else:
            number = 0
        count += number
    return changed, count


def _of_xml(path):
    return TEMPLATES if path.startswith("static/") else XML


def _concerns(text, name, wanted):
    """Say whether a file may hold what is to be changed: to parse all takes long."""
    if name in MARKS:
        return MARKS[name] in text
    names = (row["argument"] if isinstance(row, dict) else row for row in wanted)
    return any(one.rpartition(".")[2] in text for one in names)


def _in_tree(change, text, wanted):
    root = views.parsed(text)
    places = change(root, wanted)
    return (views.written(root) if places else text), places


def _prepended(files, rows, difference):
    """Put a text before all others of files: rows of ``{"in", "text"}``."""
    files = dict(files)
    for row in rows:
        paths = [path for path in files if fnmatch(path, row["in"])]
        if not paths:
            raise BuildError(f"{difference}: there is no {row['in']}.")
        for path in paths:
            files[path] = row["text"] + files[path]
    return files


def _left_out(files, patterns, difference):
    """Leave out files; each pattern must match one."""
    for pattern in patterns:
        kept = {path: files[path] for path in files if not fnmatch(path, pattern)}
        if len(kept) == len(files):
            raise BuildError(f"{difference}: there is no {pattern} to leave out.")
        files = kept
    return files


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

"""No file over 200 lines and no function over 25, unless a comment beside it says why.

The comment begins with `# Long, for`: in a file at the beginning of a line, at a function
directly above it (above its decorators, if it has some) or among its first lines.
"""

import ast
import re

MAX_FILE, MAX_FUNCTION = 200, 25
REASON = re.compile(r"#\s*Long, for \S")
#: Scripts have no parser here, so that only their length as a whole is counted.
SCRIPTS = (".js", ".cjs")


def too_long(name, text):
    """Yield a sentence for each thing in this file that is too long without a reason."""
    lines = text.splitlines()
    if len(lines) > MAX_FILE and not _has_reason(name, lines):
        yield f"{name}: {len(lines)} lines, and no reason for more than {MAX_FILE}"
    if name.endswith(".py"):
        for function in _functions(ast.parse(text)):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > MAX_FUNCTION and not _explained(function, lines):
                yield (
                    f"{name}:{function.lineno}: {function.name} has {length} lines,"
                    f" and no reason for more than {MAX_FUNCTION}"
                )


def _has_reason(name, lines):
    mark = "// Long, for " if name.endswith(SCRIPTS) else "# Long, for "
    return any(line.startswith(mark) for line in lines)


def _functions(tree):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def _explained(function, lines):
    """Whether the comment above the function, or above its first statement, says why."""
    first = min([function.lineno, *(d.lineno for d in function.decorator_list)])
    above = []
    for line in reversed(lines[: first - 1]):
        if not line.strip().startswith("#"):
            break
        above.append(line)
    statement = function.body[min(1, len(function.body) - 1)]
    begin = lines[function.lineno - 1 : statement.lineno]
    return any(REASON.search(line) for line in [*above, *begin])

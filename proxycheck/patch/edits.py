"""Edits of texts: which characters become which, with the indentation of what is around."""

from dataclasses import dataclass

USUAL = "    "


@dataclass(frozen=True)
class Edit:
    """The characters from `start` to `end` of a file become `new`."""

    file: str
    start: int
    end: int
    new: str


def applied(texts, edits):
    """Return the texts by file after these edits, which do not overlap."""
    texts = dict(texts)
    # Of several at one place, the first one stays first.
    ordered = sorted(dict.fromkeys(edits), key=lambda e: (e.start, e.end), reverse=True)
    for one in ordered:
        text = texts[one.file]
        new = one.new.replace("\n", "\r\n") if "\r\n" in text else one.new
        texts[one.file] = text[: one.start] + new + text[one.end :]
    return texts


def replaced(node, line):
    """Return the edit that writes `line` in place of a directive, or of a block's head."""
    one = node.statement
    if line.endswith("{"):
        return Edit(one.file, one.start, one.opens + 1, line)
    return Edit(one.file, one.start, one.end, line)


def removed(node, text):
    """Return the edit that takes a directive away, with its line where nothing else is on it."""
    start, end = node.statement.start, node.statement.end
    line = text.rfind("\n", 0, start) + 1
    ends = text.find("\n", end)
    ends = len(text) if ends < 0 else ends + 1
    if not text[line:start].strip() and not text[end:ends].strip():
        return Edit(node.file, line, ends, "")
    # Beside others on its line: one of the blanks around it goes too.
    while (
        start > line and text[start - 1] in " \t" and text[end : end + 1] in ("", " ")
    ):
        start -= 1
    return Edit(node.file, start, end, "")


def added(block, lines, texts, *, first=False):
    """Return the edit that adds lines to a block.

    They stand below the last line of the same directive, else below the last directive,
    else (or with `first`) at the beginning. `block` may be the root, which has no braces.
    """
    file, body = _own(block)
    text = texts[file]
    after = None if first else _last(body, lines[0].split()[0])
    if after is None:
        return _at_the_beginning(block, body, lines, text)
    place = after.end
    if _alone(text, after.start):
        indent = _indent(text, after.start)
        place = _end_of_line(text, place)
        return Edit(
            file, place, place, "".join(f"\n{indent}{one}" for one in _flat(lines))
        )
    return Edit(file, place, place, "".join(f" {one}" for one in _flat(lines)))


def _own(block):
    """The file of a block, and the statements that are written in it there."""
    one = block.statement
    if block.parent is None:
        children = [n.statement for n in block.children if n.file == one.file]
        return one.file, children
    return one.file, list(one.body)


def _last(body, name):
    same = [s for s in body if s.name == name and not s.is_block]
    plain = [s for s in body if not s.is_block]
    found = same or plain
    return found[-1] if found else None


def _at_the_beginning(block, body, lines, text):
    file = block.statement.file
    if block.parent is None:
        place = body[0].start if body else 0
        return Edit(file, place, place, "".join(f"{one}\n" for one in _flat(lines)))
    place = block.statement.opens + 1
    indent = _indent(text, block.statement.start) + USUAL
    if body and _alone(text, body[0].start):
        indent = _indent(text, body[0].start)
    new = "".join(f"\n{indent}{one}" for one in _flat(lines))
    if "\n" not in text[place : block.statement.closes]:
        # The whole block stood on one line.
        new += "\n" + _indent(text, block.statement.start)
    return Edit(file, place, place, new)


def added_block(around, block, texts):
    """Return the edit that adds a whole block at the end of the block `around`."""
    file, body = _own(around)
    text = texts[file]
    if around.parent is None:
        gap = "" if text.endswith("\n") or not text else "\n"
        return Edit(file, len(text), len(text), f"{gap}\n{block}\n")
    outer = _indent(text, around.statement.start)
    indent = outer + USUAL
    if body and _alone(text, body[0].start):
        indent = _indent(text, body[0].start)
    unit = indent[len(outer) :] or USUAL
    lines = [indent + one.replace(USUAL, unit) for one in block.splitlines()]
    place = body[-1].end if body else around.statement.opens + 1
    place = _end_of_line(text, place)
    new = "\n\n" + "\n".join(lines)
    if "\n" not in text[place : around.statement.closes]:
        new += "\n" + outer
    return Edit(file, place, place, new)


def _flat(lines):
    return [line for one in lines for line in one.splitlines()]


def _end_of_line(text, place):
    """The place behind a comment on the same line, else the same place."""
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    rest = text[place:end]
    return place + len(rest.rstrip()) if rest.strip().startswith("#") else place


def _indent(text, place):
    line = text.rfind("\n", 0, place) + 1
    rest = text[line:place]
    return rest[: len(rest) - len(rest.lstrip())]


def _alone(text, place):
    """Whether nothing but space stands before this place on its line."""
    return not text[text.rfind("\n", 0, place) + 1 : place].strip()

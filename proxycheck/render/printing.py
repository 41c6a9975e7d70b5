"""The annotated lines as a file that nginx reads, with reasons and states as comments."""

import textwrap

from ..judge.message import fill
from ..observation import one_line
from ..translatable import _lt
from .products import NGINX, files
from .states import State

INDENT = "    "
WIDTH = 90  # of a comment, so that it can be read in any editor
STATES = {
    State.IN_ORDER: _lt("in order"),
    State.WRONG: _lt("wrong now: %(seen)s"),
    State.MISSING: _lt("missing now: %(seen)s"),
    State.NOT_MEASURABLE: _lt("not measurable: %(seen)s"),
}
#: Findings that no line of the right file is about.
GONE = _lt("gone with this file: %(title)s (%(directive)s)")
ELSEWHERE = _lt("not in the reverse proxy: %(title)s (%(directive)s)")


def as_file(lines, beside=(), translate=str, comments=True, proxy=NGINX):
    """Return the text of the file of a product.

    `lines` and `beside` are what `annotated` returned for it.
    """
    text = [f"# {translate(files()[proxy].head)}"] if comments else []
    if comments:
        text += [f"# {_beside(row, translate)}" for row in beside]
    for one in lines:
        indent = INDENT * one.line.depth
        if comments:
            for said in _said(one, translate):
                text += [f"{indent}# {part}" for part in textwrap.wrap(said, WIDTH)]
        if one.line.text or not one.line.reason:
            text.append(f"{indent}{one.line.text}".rstrip())
    return "\n".join([*text, ""])


def _said(one, translate):
    """The comments above a line: its reason, and its state where that is known."""
    reason = one.line.reason
    state = _state(one, translate)
    if one.state is State.IN_ORDER and not reason:
        return
    if reason or state:
        yield one_line(
            f"{reason} [{state}]" if reason and state else reason or f"[{state}]"
        )


def _state(one, translate):
    template = STATES.get(one.state)
    return fill(translate(template), {"seen": one.seen}) if template else ""


def _beside(row, translate):
    ours = row["layer"] in ("nginx", "tls")
    return fill(translate(GONE if ours else ELSEWHERE), row)


def as_rows(lines, translate=str):
    """Return the lines as JSON objects, for who shows them otherwise."""
    return [
        {
            "text": one.line.text,
            "depth": one.line.depth,
            "reason": one.line.reason,
            "state": one.state.value,
            "said": _state(one, translate),
            "seen": one.seen,
            "code": one.code,
        }
        for one in lines
    ]

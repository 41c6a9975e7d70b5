"""What the newest check says of each line, from rules and findings and nothing else."""

from dataclasses import dataclass, replace

from ..judge.actions import Do
from ..judge.message import fill
from ..observation import one_line
from ..registry import rules
from ..translatable import _lt
from ..words import Word
from .lines import Line, spoken_of
from .products import files

HIDDEN = _lt("another cause hides it.")


class State(Word):
    """What is known of a line."""

    IN_ORDER = "in_order"
    WRONG = "wrong"  # something else arrived
    MISSING = "missing"  # nothing of it arrived
    NOT_MEASURABLE = "not_measurable"
    NOT_JUDGED = "not_judged"  # no rule speaks of it, or nothing was checked


#: The state that counts where several rules speak of one line. One rule that saw the
#: line at work says more than another that saw nothing.
FIRST = (State.MISSING, State.WRONG, State.IN_ORDER, State.NOT_MEASURABLE)


@dataclass(frozen=True)
class Annotated:
    """A `Line` with its state, what was seen instead, and the code of the finding."""

    line: Line
    state: State = State.NOT_JUDGED
    seen: str = ""
    code: str = ""


def annotated(choices, report=None, translate=str):
    """Return ``(lines, beside)``: all lines as `Annotated`, and the findings about none.

    `beside` are rows of the report: nothing in the right file stands for them, because
    it does not have the line that does harm, or because they are no business of nginx's.
    """
    lines = files()[choices.proxy].lines(choices)
    said = {}  # by number of a line
    beside = []
    for directive, location, told, row in _judged(report or {}, translate):
        number = spoken_of(lines, directive, location)
        if number is not None:
            said.setdefault(number, []).append(told)
        elif row:
            beside.append(row)
    worst = {
        n: min(all_of, key=lambda a: FIRST.index(a.state)) for n, all_of in said.items()
    }
    nothing = Annotated(Line(""))
    found = [replace(worst.get(n, nothing), line=line) for n, line in enumerate(lines)]
    return [_translated(one, translate) for one in found], beside


def _judged(report, translate):
    """Yield directive, location, what is said of the line, and the finding or None."""
    if not report:
        return
    failed = {row["code"]: row for row in report["findings"]}
    unknown = {row["code"]: row["because"] for row in report["unknown"]}
    for row in failed.values():
        yield row["directive"], row["location"], _failed(row), row
    for code, rule in rules().items():
        if code in failed:
            continue
        told = _not_failed(code, report["passed"], unknown, translate)
        for directive in rule.directives:
            yield directive, rule.location, told, None


def _failed(row):
    """Missing where the finding says to add the line, else wrong."""
    adds = any(
        one["do"] in (Do.ADD, Do.ADD_BLOCK)
        and row["directive"] in one["new"].replace("^~ ", "")
        for one in row["actions"]
    )
    seen = one_line("; ".join(e["fact"] for e in row["evidence"]) or row["title"])
    return Annotated(
        Line(""), State.MISSING if adds else State.WRONG, seen, row["code"]
    )


def _not_failed(code, passed, unknown, translate):
    if code in passed:
        return Annotated(Line(""), State.IN_ORDER, code=code)
    because = one_line(unknown.get(code) or translate(HIDDEN))
    return Annotated(Line(""), State.NOT_MEASURABLE, because, code)


def _translated(one, translate):
    reason = fill(translate(one.line.reason), {}) if one.line.reason else ""
    return replace(one, line=replace(one.line, reason=reason))

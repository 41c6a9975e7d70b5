"""Whether the newest check agrees with what a log says."""

from datetime import datetime, timezone

from ..judge.message import fill
from ..translatable import _lt

AGREES = _lt("The newest check found the cause: %(title)s.")
BEFORE = _lt(
    "The newest check found nothing wrong here, and the last of these lines is older. It"
    " may be resolved."
)
AFTER = _lt(
    "The newest check found nothing wrong here, but lines were written after it. Please"
    " check again."
)
UNTIMED = _lt("The newest check found nothing wrong here. These lines have no time.")
UNKNOWN = _lt("The newest check could not test this: %(because)s")
NOT_TESTED = _lt("The newest check did not test this.")


def agreement(codes, last, report, translate=str):
    """Return what a check says of the rules that are about a message, or None.

    ``{"says": "agrees" | "in_order" | "unknown" | "not_tested", "text", "codes"}``:
    `codes` of the rules, `last` the aware time of the last line, or None.
    """
    if report is None or not codes:
        return None
    found = [one for one in report["findings"] if one["code"] in codes]
    if found:
        title = "; ".join(one["title"] for one in found)
        text = fill(translate(AGREES), {"title": title.rstrip(".")})
        return _says("agrees", text, [one["code"] for one in found])
    passed = [code for code in codes if code in report["passed"]]
    if passed:
        return _says("in_order", translate(_in_order(last, report)), passed)
    unknown = [one for one in report["unknown"] if one["code"] in codes]
    if unknown:
        text = fill(translate(UNKNOWN), {"because": unknown[0]["because"]})
        return _says("unknown", text, [one["code"] for one in unknown])
    return _says("not_tested", translate(NOT_TESTED), [])


def _in_order(last, report):
    if last is None:
        return UNTIMED
    started = datetime.strptime(report["started_at"], "%Y-%m-%dT%H:%M:%SZ")
    return AFTER if last > started.replace(tzinfo=timezone.utc) else BEFORE


def _says(word, text, codes):
    return {"says": word, "text": text, "codes": codes}

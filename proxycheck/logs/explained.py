"""What was read, as a JSON object for people and programs: counts, meaning, rules, check."""

from ..errors import ProxyCheckError
from ..registry import rules
from ..symptoms import without_values
from . import own
from .agreeing import agreement
from .catalogue import LOGS
from .lines import moment
from .paths import told
from .reading import Reader

SCHEMA = "proxy_health.explained/1"
#: Paths, upstreams and values that are shown of one kind, the most frequent first.
SHOWN = 5
NO_REPORT = "This is not a report of Proxy Health, as `run_check` or `--json` gives it."


def explain(stream, report=None, translate=str, zone=None):
    """Read a binary stream and return what its lines mean, as a JSON object.

    `report` is the check that they are compared with. `translate` maps an English text
    to the reader's language. `zone` is that of nginx's machine, by default this one's.
    Raises `ProxyCheckError` where `report` is none.

    ``{"schema", "lines": {log: number}, "other", "check": {"base_url", "started_at",
    "verdict"} or None, "messages": [{"code", "log", "log_title", "says", "title",
    "means", "severity", "area", "directive", "count", "ours", "first", "last", "paths",
    "upstreams", "values", "rules", "agreement"}]}``, worst message first.
    """
    seconds = _window(report, zone)
    tally = Reader(seconds).read(stream)
    rows = sorted(tally.rows.values(), key=_worst_first)
    return {
        "schema": SCHEMA,
        "lines": tally.lines,
        "other": tally.other,
        "check": _check(report),
        "messages": [_message(row, report, translate, zone) for row in rows],
    }


def _window(report, zone):
    if report is None:
        return frozenset()
    try:
        # All that is read of a report, so that half of one is refused here.
        for name in ("findings", "unknown", "passed"):
            iter(report[name])
        _check(report)
        return own.window(report["started_at"], report["duration_ms"], zone)
    except (KeyError, TypeError, ValueError) as error:
        raise ProxyCheckError(NO_REPORT) from error


def _worst_first(row):
    only_ours = row.ours == row.count
    return only_ours, row.kind.severity.rank, -row.count, row.kind.code


def _check(report):
    if report is None:
        return None
    return {
        "base_url": report["target"]["base_url"],
        "started_at": report["started_at"],
        "verdict": report["verdict"],
    }


# Long, for it names all that is told of a kind.
def _message(row, report, translate, zone):
    kind = row.kind
    first, last = _moment(row.first, zone), _moment(row.last, zone)
    codes = kind.codes(row.area)
    return {
        "code": kind.code,
        "log": kind.log,
        "log_title": translate(LOGS[kind.log]),
        "says": kind.says,
        "title": translate(kind.title),
        "means": translate(kind.means),
        "severity": kind.severity.value,
        "area": row.area,
        "directive": kind.directive,
        "count": row.count,
        "ours": row.ours,
        "first": first and first.isoformat(),
        "last": last and last.isoformat(),
        "paths": _most(row.paths),
        "upstreams": _most(row.upstreams),
        "values": _most(row.values),
        "rules": [{"code": code, "title": _title(code, translate)} for code in codes],
        "agreement": agreement(codes, last, report, translate),
    }


def _moment(stamp, zone):
    return moment(stamp[0], stamp[1], zone) if stamp and stamp[1] else None


def _most(counter):
    """The most frequent, as rows of ``text`` and ``count``; what was cut is ``""``."""
    return [
        {"text": told(_text(one)), "count": count}
        for one, count in counter.most_common(SHOWN)
    ]


def _text(value):
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return text.strip()


def _title(code, translate):
    return without_values(translate(rules()[code].title))

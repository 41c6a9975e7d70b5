"""The whole reading of a configuration as one JSON object: alone, or with a check's report."""

from ..judge.message import fill
from ..report.build import finding_row
from ..report.redact_patterns import search
from ..series import read_version
from ..target import Target
from ..translatable import _lt
from ..words import CheckVerdict, Severity
from .comparing import compared, lines_of
from .judging import judge_sites, said
from .reaching import unreached
from .site import GEVENT_PORT, HTTP_PORT, Premises, sites

SCHEMA = "proxy_health.lint/1"
NO_SITE = _lt(
    "No server block of this configuration forwards to an Odoo, as far as the file tells."
)
NO_SUCH_SITE = _lt("No server block of this configuration answers at %(address)s.")
NOT_TOLD = _lt("The file alone does not tell.")
UNREAD = _lt("%(file)s is included in %(block)s (line %(line)s) and was not given.")
IN_PART = _lt(
    "This is no whole configuration: what nginx.conf sets around it is not known. Give the"
    " output of “nginx -T” to have that judged too."
)


def premises_of(report, series=None, workers=None):
    """Return the `Premises` of a report (or ``{}``), and of what was said by hand."""
    odoo = report.get("odoo") or {}
    version = read_version(odoo.get("version") or "")
    return Premises(
        series=series or (version[1] if version and version[1] else Premises.series),
        workers=workers if workers is not None else odoo.get("workers"),
        http_port=odoo.get("http_port") or HTTP_PORT,
        gevent_port=odoo.get("gevent_port") or GEVENT_PORT,
    )


# Long, for it names all that a reading consists of.
def lint(configuration, report=None, premises=None, translate=str):
    """Return what the file shows, as a JSON object.

    ``{"schema", "verdict", "files", "sites", "findings", "unknown", "passed", "notes"}``.
    A finding is a row of a report with ``file``, ``line``, ``end_line`` and ``block``,
    and ``told_by``: ``file``, ``check`` or ``both``. One that the file tells has the
    ``address`` of its site. With a `report` (a check's own
    JSON) its findings stand first, and the file's opinion never contradicts them: what
    the check passed is not found here, but told as a difference.
    """
    report = report or {}
    premises = premises or premises_of(report)
    served = sites(configuration, premises, _address(report))
    # A port may be mapped, by Docker or a router: then the file names another one.
    found = served or sites(configuration, premises)
    judged = judge_sites(found)
    rows = [_row(one, translate) for one in judged.located]
    if report:
        rows = compared(report, judged, rows, translate)
    rows += unreached(found, translate)
    verdict = _verdict(rows, judged, report)
    return {
        "schema": SCHEMA,
        "verdict": verdict.value,
        "files": sorted(configuration.sources),
        "odoo": {"series": premises.series, "workers": premises.workers},
        "sites": [{**lines_of(s.server), "address": s.origin} for s in found],
        "findings": [_safe(row) for row in rows],
        "unknown": [
            {"code": code, "because": translate(NOT_TOLD)} for code in judged.unknown
        ],
        "passed": judged.passed,
        "notes": _notes(configuration, bool(served), report, translate),
    }


def as_report(result, report=None):
    """Return the findings of a reading as a report about the site that was judged.

    That is what a patch is made from (``proxycheck/patch``).
    """
    site = next((one["address"] for one in result["sites"]), "http://localhost")
    rows = [{"muted": False, **row} for row in result["findings"]]
    target = (report or {}).get("target") or {"base_url": site}
    return {"target": target, "findings": rows}


def _address(report):
    base = (report.get("target") or {}).get("base_url")
    if not base:
        return None
    return Target(base).parts


def _row(located, translate):
    row = finding_row(located.finding, (), translate)
    sentence = said(located, translate)
    place = lines_of(located.at)
    row["explanation"] = sentence
    row["evidence"] = [
        {
            "probe": "lint",
            "vantage": "file",
            "fact": f"{place['file']}:{place['line']}: {sentence}",
        }
    ]
    return {**row, **place, "address": located.address, "told_by": "file"}


def _verdict(rows, judged, report):
    severities = {row["severity"] for row in rows if not row.get("muted")}
    if Severity.CRITICAL.value in severities:
        return CheckVerdict.BROKEN
    if Severity.WARNING.value in severities:
        return CheckVerdict.DEGRADED
    if report:
        return CheckVerdict(report["verdict"])
    return CheckVerdict.HEALTHY if judged.clear else CheckVerdict.UNKNOWN


def _notes(configuration, served, report, translate):
    notes = list(configuration.notes)
    if not served:
        address = (report.get("target") or {}).get("base_url")
        text = NO_SUCH_SITE if address else NO_SITE
        notes.append(fill(translate(text), {"address": address or ""}))
    if not configuration.whole:
        notes.append(translate(IN_PART))
    for node in [configuration.root, *configuration.root.walk()]:
        for name in node.unread:
            values = {"file": name, "block": node.block() or "…", "line": node.line}
            notes.append(fill(translate(UNREAD), values))
    return [search(note, addresses=False, users=False) for note in notes]


def _safe(value):
    """The same without what looks like a secret, which a pasted file may hold anywhere."""
    if isinstance(value, str):
        return search(value, addresses=False, users=False)
    if isinstance(value, dict):
        return {name: _safe(one) for name, one in value.items()}
    return [_safe(one) for one in value] if isinstance(value, list) else value

"""The report: version 1 of the contract that page, alerts, API and command line share."""

from ..era import era_of
from ..observation import latest
from ..proxies.recognise import recognise
from ..registry import probes
from ..words import PUBLIC, Realtime, Vantage, Verdict
from .seen import seen_by
from .verdict import verdict

SCHEMA = "proxy_health.report/1"
#: What the report says of Odoo; the rest of the ticket's settings stays inside.
ODOO = {
    "version": str,
    "era": str,
    "workers": int,
    "http_port": int,
    "gevent_port": int,
    "proxy_mode": bool,
}


# Long, for it names all that a report consists of.
def build(
    *,
    target,
    depth,
    started_at,
    duration_ms,
    observations,
    findings,
    muted=(),
    translate=str,
):
    """Return the report as a JSON object (see ``report.schema.json``).

    `muted` are rule codes that count for nothing in the verdict. `translate`
    maps an English text to the reader's language. `started_at` is aware, in UTC.
    """
    seen, failed = latest(observations), failed_of(findings)
    return {
        "schema": SCHEMA,
        "verdict": verdict(failed, observations, muted).value,
        "target": {"base_url": target.base_url},
        "depth": str(depth),
        "started_at": started_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "duration_ms": int(duration_ms),
        "odoo": odoo_facts(seen),
        "proxy": proxy_facts(seen),
        "roundtrip": roundtrip(seen),
        "findings": [finding_row(f, muted, translate) for f in failed],
        "unknown": unknown_rows(findings, translate),
        "passed": [f.code for f in findings if f.verdict is Verdict.PASSED],
        "observations": [o.as_dict() for o in seen.values()],
    }


def failed_of(findings):
    """The findings that failed, worst first."""
    failed = [f for f in findings if f.verdict is Verdict.FAILED]
    return sorted(failed, key=lambda f: (f.severity.rank, f.code))


def finding_row(finding, muted, translate):
    """One failed finding with its texts."""
    texts = finding.render(translate)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "layer": finding.layer.value,
        "directive": finding.directive,
        "location": finding.location,
        "title": texts["title"],
        "explanation": texts["explanation"],
        "symptom": texts["symptom"],
        "evidence": finding.seen(translate),
        "actions": finding.heals(),
        **({"native": native} if (native := finding.native()) else {}),
        "fix": texts["fix"],
        "doc": texts["doc"],
        "muted": finding.code in muted,
    }


def unknown_rows(findings, translate):
    """What could not be tested, and why; a crashed rule is one of them."""
    return [
        {"code": f.code, "because": translate(f.because)}
        for f in findings
        if f.verdict in (Verdict.UNKNOWN, Verdict.CRASHED)
    ]


def odoo_facts(seen):
    """Odoo's own settings, as far as the ticket told them; else what strangers are answered."""
    told = seen_by(seen, f"{Vantage.DIRECT}.odoo")
    version = seen_by(seen, f"{Vantage.SERVER}.version")
    era = era_of(seen)
    facts = {**version, **told, "era": era.value if era else None}
    return {
        name: facts.get(name) if type(facts.get(name)) is kind else None
        for name, kind in ODOO.items()
    }


def proxy_facts(seen):
    """What stands in front of Odoo, as `recognise` tells it of the first vantage that saw it."""
    for vantage in PUBLIC:
        echo = seen_by(seen, f"{vantage}.echo")
        if echo.part("headers"):
            return recognise(echo, seen_by(seen, f"{vantage}.malformed"))
    return {"kind": "unknown", "server": "", "layers": [], "told_by": ""}


def roundtrip(seen):
    """The bus round trip through the proxy: the browser's where it was made, else the server's.

    One that somebody made who has signed in counts where no ticket opened a channel.
    """
    trips = [one for one in probes().values() if one.realtime is Realtime.DELIVERED]
    trips.sort(key=lambda probe: probe.account)
    places = [(vantage, one.name) for one in trips for vantage in reversed(PUBLIC)]
    for vantage, name in places:
        facts = seen_by(seen, f"{vantage}.{name}")
        if facts:
            return {
                "vantage": vantage.value,
                "delivered": facts.get("delivered") is True,
                "latency_ms": facts.number("latency_ms"),
            }
    return {"vantage": Vantage.SERVER.value, "delivered": None, "latency_ms": None}

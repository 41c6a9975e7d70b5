"""The report: version 1 of the contract that page, alerts, API and command line share."""

from ..era import era_of
from ..judge.facts import Facts
from ..judge.reading import holds_polls, works
from ..observation import latest
from ..proxies.recognise import recognise
from ..words import PUBLIC, CheckVerdict, Severity, Vantage, Verdict

#: The round trip of somebody who has signed in, where no ticket opens a channel.
ACCOUNT_TRIP = "account_roundtrip"
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
    seen = latest(observations)
    failed = [f for f in findings if f.verdict is Verdict.FAILED]
    failed.sort(key=lambda f: (f.severity.rank, f.code))
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


def verdict(failed, observations, muted=()):
    """Return the `CheckVerdict` of the failed findings."""
    public = [o for o in observations if reached(o)]
    if not public:
        return CheckVerdict.UNREACHABLE
    severities = {f.severity for f in failed if f.code not in muted}
    if Severity.CRITICAL in severities:
        return CheckVerdict.BROKEN
    if Severity.WARNING in severities:
        return CheckVerdict.DEGRADED
    # A well-meaning answer of somebody else's is no sign of health.
    echoes = [o.facts for o in public if o.probe == "echo"]
    recognised = [o.facts for o in public if o.probe == "version"]
    if not any(map(met_odoo, echoes)) and not any(map(is_odoo, recognised)):
        return CheckVerdict.UNREACHABLE
    with_ticket = any(facts.get("proven") is not None for facts in echoes)
    proven = realtime_proven(observations, with_ticket)
    return CheckVerdict.HEALTHY if proven else CheckVerdict.UNKNOWN


def reached(observation):
    """Whether this observation shows that somebody answered at the public address."""
    return (
        observation.vantage in PUBLIC
        and observation.seen
        and observation.facts.get("outcome") == "answered"
    )


def realtime_proven(observations, with_ticket):
    """Whether real time was seen to work through the public address.

    With a ticket, or where somebody signed in and could send one, only a notification
    that arrived proves it: an open websocket may be another Odoo's. Else there is nothing
    better than every handshake opening, or, in an Odoo that is polled, every poll held.
    """
    public = [o for o in observations if o.vantage in PUBLIC and o.seen]
    if with_ticket:
        trips = [Facts(o.facts) for o in public if o.probe == "roundtrip"]
        return any(trip.flag("delivered") for trip in trips)
    for own in (Facts(o.facts) for o in public if o.probe == ACCOUNT_TRIP):
        return own.flag("delivered")
    opened = (works(Facts(o.facts)) for o in public if o.probe == "handshake")
    held = (holds_polls(Facts(o.facts)) for o in public if o.probe == "poll")
    return any(opened) or any(held)


def met_odoo(facts):
    """Whether this Odoo proved itself; without a ticket, whether any Odoo spoke."""
    if facts.get("proven", False) is not None:
        return facts.get("proven") is True
    return str(facts.get("spoken_by")).startswith("odoo")


def is_odoo(version):
    """Whether an Odoo was recognised by what it answers to anybody."""
    return version.get("odoo") is True


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


def _facts(seen, key):
    observation = seen.get(key)
    return Facts(observation.facts if observation and observation.seen else {})


def odoo_facts(seen):
    """Odoo's own settings, as far as the ticket told them; else what strangers are answered."""
    told = _facts(seen, f"{Vantage.DIRECT}.odoo")
    version = _facts(seen, f"{Vantage.SERVER}.version")
    era = era_of(seen)
    facts = {**version, **told, "era": era.value if era else None}
    return {
        name: facts.get(name) if type(facts.get(name)) is kind else None
        for name, kind in ODOO.items()
    }


def proxy_facts(seen):
    """What stands in front of Odoo, as `recognise` tells it of the first vantage that saw it."""
    for vantage in PUBLIC:
        echo = _facts(seen, f"{vantage}.echo")
        if echo.part("headers"):
            return recognise(echo, _facts(seen, f"{vantage}.malformed"))
    return {"kind": "unknown", "server": "", "layers": [], "told_by": ""}


def roundtrip(seen):
    """The bus round trip through the proxy: the browser's where it was made, else the server's."""
    measured = [(vantage, "roundtrip") for vantage in reversed(PUBLIC)]
    for vantage, probe in (*measured, (Vantage.SERVER, ACCOUNT_TRIP)):
        facts = _facts(seen, f"{vantage}.{probe}")
        if facts:
            return {
                "vantage": vantage.value,
                "delivered": facts.get("delivered") is True,
                "latency_ms": facts.number("latency_ms"),
            }
    return {"vantage": Vantage.SERVER.value, "delivered": None, "latency_ms": None}

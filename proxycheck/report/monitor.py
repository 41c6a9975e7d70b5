"""What monitors are told: the little of a report that is made once a check.

So an answer costs no judging; ``nagios`` and ``prometheus`` write it their way.
"""

from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timezone

from ..judge.facts import Facts
from ..observation import one_line
from ..words import PUBLIC, CheckVerdict, Severity, Word


class Health(Word):
    """The first word of a monitor's line."""

    OK = "OK"
    DEGRADED = "DEGRADED"
    BROKEN = "BROKEN"
    UNREACHABLE = "UNREACHABLE"
    STALE = "STALE"  # nothing is known of today
    UNKNOWN = "UNKNOWN"  # Odoo answered, and no real-time message was seen to arrive
    WAITING = "WAITING"  # for its first check, and not for long


#: Worst first: what is broken now before what is merely not known. An address that was
#: entered today speaks for the others only when all wait.
WORST_FIRST = (
    Health.BROKEN,
    Health.UNREACHABLE,
    Health.STALE,
    Health.UNKNOWN,
    Health.DEGRADED,
    Health.OK,
    Health.WAITING,
)
#: Users are affected, or nobody would notice if they were.
ALARMING = WORST_FIRST[:4]
OF_VERDICT = {
    CheckVerdict.HEALTHY: Health.OK,
    CheckVerdict.DEGRADED: Health.DEGRADED,
    CheckVerdict.BROKEN: Health.BROKEN,
    CheckVerdict.UNKNOWN: Health.UNKNOWN,
    CheckVerdict.UNREACHABLE: Health.UNREACHABLE,
}
#: Seconds that an address may wait for its first check: no outage, for a day.
GRACE = 24 * 3600
#: The report's moments.
ISO = "%Y-%m-%dT%H:%M:%SZ"
#: Probes that hold a connection, and the fact that says how long it lived.
HOLDS = (("idle_websocket", "lived_s", "/websocket"), ("hold_root", "held_s", "/"))


@dataclass(frozen=True)
class Sample:
    """One target as its newest check saw it; without ``checked_at`` nothing is known.

    Moments are Unix times; ``watched_since`` is when somebody entered the address.
    ``limits`` are measured ones by nginx's directive.
    """

    target: str
    stale_after: float = 0.0
    checked_at: float = 0.0
    verdict: str = ""
    directive: str = ""
    findings: dict = field(default_factory=dict)
    duration_s: float = 0.0
    roundtrip_s: float | None = None
    limits: dict = field(default_factory=dict)
    certificate_until: float | None = None
    watched_since: float = 0.0

    def as_dict(self):
        """Return a JSON object."""
        limits = [[*key, value] for key, value in self.limits.items()]
        return {**asdict(self), "limits": limits}

    @classmethod
    def from_dict(cls, row):
        """Read `as_dict`'s object back, ignoring what another version wrote there."""
        known = {f.name: row[f.name] for f in fields(cls) if f.name in row}
        limits = {tuple(key): value for *key, value in row.get("limits") or ()}
        return cls(**{**known, "limits": limits})

    def age(self, now):
        """Seconds since the check."""
        return max(0.0, now - self.checked_at)

    def health(self, now):
        """The `Health` of this target."""
        if not self.checked_at and now - self.watched_since < GRACE:
            return Health.WAITING
        if not self.checked_at or self.age(now) > self.stale_after:
            return Health.STALE
        return OF_VERDICT[CheckVerdict(self.verdict)]

    def line(self, now):
        """The health in a few words: what is wrong, or since when nothing is known."""
        health = self.health(now)
        if health is Health.OK:
            return str(health)
        if health is Health.UNKNOWN:
            # What a finding advises is not what leaves the question open.
            return f"{health} no real-time message was seen to arrive"
        if health is Health.WAITING:
            return f"{health} for its first check"
        if health is not Health.STALE:
            return f"{health} {self.directive}".rstrip()
        return (
            f"{health} since {_iso(self.checked_at)}"
            if self.checked_at
            else f"{health} never checked"
        )


def sample(report):
    """Return the `Sample` of a report; how soon it gets stale is up to who asks."""
    counting = [one for one in report["findings"] if not one["muted"]]
    latency = report["roundtrip"]["latency_ms"]
    facts = _facts(report)
    return Sample(
        target=report["target"]["base_url"],
        checked_at=_moment(report["started_at"]),
        verdict=report["verdict"],
        directive=_worst_directive(counting),
        findings={str(s): sum(f["severity"] == s for f in counting) for s in Severity},
        duration_s=report["duration_ms"] / 1000,
        roundtrip_s=None if latency is None else round(latency / 1000, 6),
        limits=dict(_limits(facts)),
        certificate_until=_certificate_until(facts),
    )


def worst(samples, now):
    """Return ``(health, line)`` of the worst target, named if it is one of several."""
    if not samples:
        return (
            Health.STALE,
            f"{Health.STALE} never checked: there is no address to check",
        )
    one = min(samples, key=lambda sample: WORST_FIRST.index(sample.health(now)))
    where = f" ({one.target})" if len(samples) > 1 else ""
    return one.health(now), one_line((one.line(now) + where).replace("|", "/"))


def _worst_directive(findings):
    return findings[0]["directive"] if findings else ""


def _facts(report):
    """Facts of probes that went through the proxy, the server's before the browser's."""
    found = {}
    for vantage in reversed(PUBLIC):
        for row in report["observations"]:
            if row["vantage"] == vantage and row["status"] == "seen":
                found[row["probe"]] = Facts(row["facts"])
    return found


def _limits(facts):
    """Yield measured limits: ``(directive, location, unit), value``."""
    for path, answer in facts.get("body_limit", Facts()).part("paths").items():
        limit = Facts(answer if isinstance(answer, dict) else {}).number("limit_bytes")
        if limit is not None:
            yield ("client_max_body_size", path, "bytes"), limit
    for probe, name, path in HOLDS:
        hold = facts.get(probe, Facts())
        if hold.number(name) is not None and hold.get("held") is False:
            yield ("proxy_read_timeout", path, "seconds"), hold.number(name)


def _certificate_until(facts):
    until = facts.get("tls", Facts()).part("certificate").text("not_after")
    try:
        return _moment(until) if until else None
    except ValueError:
        return None


def _moment(text):
    moment = datetime.strptime(text, ISO).replace(tzinfo=timezone.utc)
    return moment.timestamp()


def _iso(moment):
    return datetime.fromtimestamp(moment, timezone.utc).strftime(ISO)

"""Samples in Prometheus' text format, version 0.0.4."""

from ..words import CheckVerdict
from .monitor import Health

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition(samples, now):
    """Return all metrics of these targets as one text."""
    lines = []
    for name, what, rows in FAMILIES:
        full = f"proxy_health_{name}"
        lines += [f"# HELP {full} {what}", f"# TYPE {full} gauge"]
        for one in samples:
            lines += [
                _line(full, {"target": one.target, **labels}, value)
                for labels, value in rows(one, now)
            ]
    return "\n".join([*lines, ""])


def _line(name, labels, value):
    inside = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    return f"{name}{{{inside}}} {value}"


def _escaped(text):
    return str(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _up(one, now):
    if one.health(now) is not Health.WAITING:  # neither up nor down: nobody knows yet
        yield {}, int(one.health(now) in (Health.OK, Health.DEGRADED))


def _verdict(one, _now):
    if one.checked_at:
        for verdict in CheckVerdict:
            yield {"verdict": verdict}, int(one.verdict == verdict)


def _stale(one, now):
    yield {}, int(one.health(now) is Health.STALE)


def _findings(one, _now):
    for severity, count in one.findings.items():
        yield {"severity": severity}, count


def _age(one, now):
    if one.checked_at:
        yield {}, round(one.age(now), 1)


def _duration(one, _now):
    if one.checked_at:
        yield {}, one.duration_s


def _roundtrip(one, _now):
    if one.roundtrip_s is not None:
        yield {}, one.roundtrip_s


def _limit(unit):
    def rows(one, _now):
        for (directive, location, measured_in), value in one.limits.items():
            if measured_in == unit:
                yield {"directive": directive, "location": location}, value

    return rows


def _certificate(one, now):
    if one.certificate_until is not None:
        yield {}, round((one.certificate_until - now) / 86400, 2)


#: Metrics: the name's end, what it is, and what yields ``(labels, value)`` of a sample.
FAMILIES = [
    ("up", "1 when users are not affected and the last check is fresh.", _up),
    ("verdict", "1 for the verdict of the last check, 0 for the others.", _verdict),
    ("stale", "1 when the last check is too old to say anything.", _stale),
    ("findings", "Findings of the last check that are not muted.", _findings),
    ("check_age_seconds", "Age of the last check.", _age),
    ("check_duration_seconds", "How long the last check took.", _duration),
    ("roundtrip_seconds", "A bus notification there and back.", _roundtrip),
    ("limit_bytes", "Measured limit of sizes.", _limit("bytes")),
    ("limit_seconds", "Measured limit of times.", _limit("seconds")),
    (
        "certificate_expiry_days",
        "Days the certificate is still good.",
        _certificate,
    ),
]

"""Samples as Nagios and its kin read them: one line with perfdata."""

from .monitor import Health, worst

DAY = 24 * 3600
#: Nagios' own words.
WORDS = {
    Health.OK: "OK",
    Health.DEGRADED: "WARNING",
    Health.BROKEN: "CRITICAL",
    Health.UNREACHABLE: "CRITICAL",
    Health.STALE: "UNKNOWN",
    Health.UNKNOWN: "UNKNOWN",
    Health.WAITING: "UNKNOWN",
}


def line(samples, now):
    """Return Nagios' line: exit word, what is wrong, perfdata."""
    health, told = worst(samples, now)
    several = len(samples) > 1
    perfdata = [datum for one in samples for datum in _perfdata(one, now, several)]
    return f"PROXY HEALTH {WORDS[health]} - {told} | {' '.join(perfdata)}".rstrip(" |")


def _perfdata(one, now, several):
    """Labels are quoted, without ``=`` and quotes of their own; ``U`` is unknown."""
    prefix = f"{one.target} " if several else ""
    age = f"{one.age(now):.0f}s;;{one.stale_after:.0f};0"
    trip = "U" if one.roundtrip_s is None else f"{one.roundtrip_s:.4f}s;;;0"
    values = [("age", age if one.checked_at else "U"), ("roundtrip", trip)]
    values += [(severity, f"{count};;;0") for severity, count in one.findings.items()]
    if one.certificate_until is not None:
        days = (one.certificate_until - now) / DAY
        values.append(("certificate_days", f"{days:.1f}"))
    clean = prefix.replace("'", "").replace("=", "")
    return [f"'{clean}{label}'={value}" for label, value in values]

"""The report for a person at a terminal, as plain text."""

from ..judge.facts import Facts
from ..judge.reading import says, works
from ..observation import one_line
from ..words import Status, Vantage
from .timeouts import timeouts_line

VERDICTS = {
    "healthy": "Healthy: everything that was tested works.",
    "degraded": "Degraded: it works now, but something is wrong.",
    "broken": "Broken: users are affected now.",
    "unknown": "Unknown: Odoo answered, but real time was not seen to work.",
    "unreachable": "Unreachable: from here nobody got through to Odoo at the public address.",
}


def as_text(report):
    """Return the report as plain text, findings worst first, with the lines to paste."""
    lines = [
        report["target"]["base_url"],
        VERDICTS[report["verdict"]],
        roundtrip_line(report),
        timeouts_line(report),
        "",
    ]
    for number, finding in enumerate(report["findings"], 1):
        lines += _finding(number, finding)
    lines += folded_lines(report)
    return "\n".join(lines) + "\n"


def roundtrip_line(report):
    """One line about real time."""
    trip = report["roundtrip"]
    if trip["delivered"] is None:
        return f"Bus round trip: not measured. {handshake_words(report)}".rstrip()
    if not trip["delivered"]:
        return "Bus round trip: nothing arrived."
    return f"Bus round trip: {trip['latency_ms']} ms (from the {trip['vantage']})."


def handshake_words(report):
    """What became of the handshake, all that is known of real time without a round trip."""
    for row in report["observations"]:
        if (row["vantage"], row["probe"]) == (Vantage.SERVER, "handshake"):
            facts = Facts(row["facts"])
            if row["status"] == Status.SEEN:
                return f"Websocket: {'opened' if works(facts) else says(facts)}."
    return ""


def _finding(number, finding):
    where = f" in location {finding['location']}" if finding["location"] else ""
    muted = " (muted)" if finding["muted"] else ""
    lines = [
        f"{number}. [{finding['severity']}]{muted} {one_line(finding['title'])}",
        f"   {one_line(finding['directive'] + where)}",
        f"   {one_line(finding['explanation'])}",
        f"   What users notice: {one_line(finding['symptom'])}",
    ]
    lines += [
        f"   Seen: {one_line(row['fact'])} ({row['vantage']}: {row['probe']})"
        for row in finding["evidence"]
    ]
    if finding["fix"]:
        lines += [
            "   Paste:",
            *(f"       {line}" for line in finding["fix"].splitlines()),
        ]
    return [*lines, ""]


def folded_lines(report):
    """How much passed, and what could not be tested for which reason."""
    lines = [f"Passed: {len(report['passed'])} rules."]
    reasons = {}
    for row in report["unknown"]:
        reasons.setdefault(row["because"], []).append(row["code"])
    for because, codes in reasons.items():
        lines.append(f"Not tested ({len(codes)}): {one_line(because)}")
    return lines

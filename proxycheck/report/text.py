"""The report for a person at a terminal, as plain text."""

from ..observation import one_line
from ..subjects import SEVERITIES, verdict_sentence
from ..untested import ways
from .proxy_table import table_lines
from .recognised import odoo_lines, realtime_words
from .timeouts import timeouts_line


def as_text(report):
    """Return the report as plain text, findings worst first, with the lines to paste."""
    lines = [
        report["target"]["base_url"],
        verdict_line(report),
        *odoo_lines(report),
        roundtrip_line(report),
        timeouts_line(report),
        "",
    ]
    for number, finding in enumerate(report["findings"], 1):
        lines += _finding(number, finding)
    lines += table_lines(report)
    lines += folded_lines(report)
    return "\n".join(lines) + "\n"


def verdict_line(report):
    """The verdict, and what it means in one sentence."""
    verdict = report["verdict"]
    return f"{verdict.capitalize()}: {verdict_sentence(report)}"


def roundtrip_line(report):
    """One line about real time."""
    trip = report["roundtrip"]
    if trip["delivered"] is None:
        return f"Bus round trip: not measured. {realtime_words(report)}".rstrip()
    if not trip["delivered"]:
        return "Bus round trip: nothing arrived."
    return f"Bus round trip: {trip['latency_ms']} ms (from the {trip['vantage']})."


def _finding(number, finding):
    muted = " (muted)" if finding["muted"] else ""
    severity = SEVERITIES[finding["severity"]].lower()
    lines = [
        f"{number}. [{severity}]{muted} {one_line(finding['title'])}",
        f"   {one_line(place_of(finding))}",
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


def place_of(finding):
    """What holds the cause, first in the words of the product that stands there."""
    where = f" in location {finding['location']}" if finding["location"] else ""
    in_nginx = f"{finding['directive']}{where}"
    native = finding.get("native") or {}
    if not native.get("name"):
        return in_nginx
    return f"{native['name']} in {native['where']} (nginx: {in_nginx})"


def folded_lines(report):
    """How much passed, and what could not be tested for which reason.

    Of a check of which that is no longer kept, the sentence that says so.
    """
    if report.get("incomplete"):
        return [one_line(report["incomplete"])]
    lines = [f"In order: {len(report['passed'])} rules."]
    reasons, outside = {}, _without_key(report)
    for row in report["unknown"]:
        reasons.setdefault(row["because"], []).append(row["code"])
    for because, codes in reasons.items():
        shown = ways(codes, because) if outside else ""
        told = f" To test it: {shown}." if shown else ""
        lines.append(f"Not tested ({len(codes)}): {one_line(because)}{told}")
    return lines


def _without_key(report):
    """Whether nobody could prove to be this Odoo, for want of a ticket."""
    echoes = [r["facts"] for r in report["observations"] if r["probe"] == "echo"]
    return bool(echoes) and all(one.get("proven", False) is None for one in echoes)

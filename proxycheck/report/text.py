"""The report for a person at a terminal, as plain text."""

from ..judge.facts import Facts
from ..judge.reading import says, works
from ..observation import one_line
from ..subjects import VERDICTS
from ..words import Era, Status, Vantage
from .proxy_table import table_lines
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
    return f"{verdict.capitalize()}: {VERDICTS[verdict]}"


#: How the bus of each era reaches a browser, in the words that stand behind a version.
ERAS = {Era.LONGPOLLING: "polled by browsers", Era.WEBSOCKET: "with a websocket"}
DATABASE_WANTED = (
    "Odoo asks to choose one of several databases,"
    " so its bus cannot be tried from outside."
)


def odoo_lines(report):
    """Which Odoo answers, and by what it was told, where no ticket told it."""
    for row in report["observations"]:
        if (row["vantage"], row["probe"]) == (Vantage.SERVER, "version"):
            return _recognised(Facts(row["facts"]))
    return []


def _recognised(facts):
    if facts.get("odoo") is False:
        return ["Odoo: none answers here."]
    if not facts.flag("odoo"):
        return ["Odoo: not recognised."]
    series = facts.number("series")
    name = facts.text("version") or (f"of series {series}" if series else "")
    era = next((told for era, told in ERAS.items() if era == facts.get("era")), "")
    told_by = facts.text("told_by") and f" (told by {one_line(facts.text('told_by'))})"
    wanted = [DATABASE_WANTED] if facts.text("database") == "none" else []
    named = f"Odoo {name}".strip() + (f", {era}" if era else "")
    return [f"{named}{told_by}.", *wanted]


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
    """How much passed, and what could not be tested for which reason.

    Of a check of which that is no longer kept, the sentence that says so.
    """
    if report.get("incomplete"):
        return [one_line(report["incomplete"])]
    lines = [f"Passed: {len(report['passed'])} rules."]
    reasons = {}
    for row in report["unknown"]:
        reasons.setdefault(row["because"], []).append(row["code"])
    for because, codes in reasons.items():
        lines.append(f"Not tested ({len(codes)}): {one_line(because)}")
    return lines

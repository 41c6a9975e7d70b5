"""What lines of a log mean, for a person at a terminal, as plain text."""

from ..observation import one_line
from ..subjects import SEVERITIES
from .catalogue import LOGS

NOTHING = "No line says anything that is known here to concern the reverse proxy."
OTHERS = "others"


def as_text(explained):
    """Return `explain`'s object as plain text, worst message first."""
    lines = [read_line(explained), ""]
    for number, message in enumerate(explained["messages"], 1):
        lines += _message(number, message)
    if not explained["messages"]:
        lines.append(NOTHING)
    return "\n".join(lines).rstrip("\n") + "\n"


def read_line(explained):
    """Which logs were read, and how many lines of each."""
    counted = {LOGS[log]: number for log, number in explained["lines"].items()}
    counted["Other lines"] = explained["other"]
    told = [f"{name}: {number:,}" for name, number in counted.items() if number]
    return f"Lines read. {'; '.join(told)}." if told else "There was no line to read."


def _message(number, message):
    severity = SEVERITIES[message["severity"]].lower()
    lines = [
        f"{number}. [{severity}] {message['title']}",
        f"   {message['log_title']} says: {message['says']}",
        f"   {times_line(message)}",
    ]
    named = (("Path", "paths"), ("Upstream", "upstreams"), ("Named", "values"))
    lines += [
        f"   {name}: {_counted(message[key])}" for name, key in named if message[key]
    ]
    lines.append(f"   {message['means']}")
    if message["directive"]:
        lines.append(f"   Directive or setting: {message['directive']}")
    if message["rules"]:
        codes = ", ".join(one["code"] for one in message["rules"])
        lines.append(f"   Rules: {codes}")
    if message["agreement"]:
        lines.append(f"   {one_line(message['agreement']['text'])}")
    return [*lines, ""]


def times_line(message):
    """How often, when first and last, and how many are of our own probes."""
    times = "once" if message["count"] == 1 else f"{message['count']:,} times"
    words = [f"{times[0].upper()}{times[1:]}"]
    if message["first"]:
        words.append(f"first {message['first']}, last {message['last']}")
    ours = message["ours"]
    if ours:
        words.append(f"{ours:,} of them by Proxy Health's own check")
    return "; ".join(words) + "."


def _counted(rows):
    return ", ".join(
        f"{one_line(row['text']) or OTHERS} ({row['count']:,})" for row in rows
    )

"""What a check measured of the proxy's timeouts, in words. Only a full one waits for them."""

from ..judge.facts import Facts
from ..words import Depth, Vantage

#: Probes that hold a silent request or websocket open, and the block that each judges.
HOLDS = {
    "hold_websocket": "/websocket",
    "silent_websocket": "/websocket",
    "hold_root": "/",
    "poll_held": "/longpolling",
}

#: How long a probe could hold depends on how much time its check had: only these bounds
#: (a large CDN's and nginx's default) are told, or each check would differ.
BOUNDS = (100, 60)
#: A poll ends after so many seconds by itself (probes/poll_held.py).
POLL = "50 s or more"


def timeouts(seen):
    """Return ``{location: "60 s" | "more than 100 s"}`` of `seen`, `Facts` by probe."""
    measured = {}
    for probe, location in HOLDS.items():
        hold = seen.get(probe, Facts())
        asked = hold.number("asked_s") or 0
        bound = next((bound for bound in BOUNDS if asked > bound), None)
        if hold.flag("held") and bound:
            measured[location] = f"more than {bound} s"
        elif hold.flag("ended_by_odoo"):
            measured[location] = POLL
        elif hold.status == 504 or hold.flag("cut"):
            measured[location] = f"{round(hold.number('held_s') or 0)} s"
    return measured


def timeouts_line(report):
    """Return one line about the timeouts that this report's check measured.

    An empty text where what it measured is no longer kept.
    """
    if report.get("incomplete"):
        return ""
    seen = {
        row["probe"]: Facts(row["facts"])
        for row in report["observations"]
        if row["vantage"] == Vantage.SERVER and row["status"] == "seen"
    }
    measured = timeouts(seen)
    if measured:
        words = (f"{location} {length}" for location, length in measured.items())
        return f"Timeouts (proxy_read_timeout): {', '.join(words)}."
    if report["depth"] == Depth.FULL:
        return "Timeouts could not be measured."
    return "Timeouts were not measured: a full check does that."

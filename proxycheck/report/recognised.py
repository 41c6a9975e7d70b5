"""What a check without a ticket tells in words: which Odoo it met, and what its real time did."""

from ..judge.facts import Facts
from ..judge.sentences import says
from ..judge.signs import holds_polls, works
from ..observation import one_line
from ..words import Era, Status, Vantage

#: How the bus of each era reaches a browser, in the words that stand behind a version.
ERAS = {Era.LONGPOLLING: "polled by browsers", Era.WEBSOCKET: "with a websocket"}
DATABASE_WANTED = (
    "Odoo asks to choose one of several databases,"
    " so its bus cannot be tried from outside."
)


def odoo_lines(report):
    """Which Odoo answers, and by what it was told, where no ticket told it."""
    version = _seen(report, "version")
    return _recognised(version) if version else []


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


def realtime_words(report):
    """What the handshake or the polls showed: all that is known without a round trip."""
    handshake, poll = _seen(report, "handshake"), _seen(report, "poll")
    if handshake:
        return f"Websocket: {'opened' if works(handshake) else says(handshake)}."
    if not poll:
        return _because(report, "poll")
    if not holds_polls(poll):
        return f"Polls: not held; {says(poll)}."
    held = f"Polls: {poll.get('held_polls')} at once were held open."
    return f"{held} {_answered_words(_seen(report, 'poll_held'))}".rstrip()


#: Seconds for which Odoo holds a poll without news (probes/poll_held.py), and by how many
#: an answer may be late on a busy server before anybody would call it late.
ODOO_HOLDS, LATE = 50, 2


def _answered_words(held):
    """What became of a poll's answer on its way: how late it came, and in how many pieces."""
    if not held.flag("ended_by_odoo"):
        return ""
    late = (held.number("held_s") or 0) - ODOO_HOLDS
    if late > LATE or (held.number("spread_ms") or 0) > LATE * 1000:
        return f"A quiet one was answered {late:.1f} s after Odoo usually does."
    return (
        f"A quiet one was answered after {held.get('held_s')} s, as Odoo does, and its"
        " answer came whole: whether the proxy buffers it makes no difference."
    )


def _because(report, probe):
    """Why a probe saw nothing, where it looked; else nothing."""
    for row in report["observations"]:
        failed = row["status"] == Status.FAILED and row["vantage"] == Vantage.SERVER
        if failed and row["probe"] == probe:
            return row.get("because", "")
    return ""


def _seen(report, probe):
    """The `Facts` that a probe saw through the proxy; empty where it saw nothing."""
    for row in report["observations"]:
        if (row["vantage"], row["probe"]) == (Vantage.SERVER, probe):
            if row["status"] == Status.SEEN:
                return Facts(row["facts"])
    return Facts()

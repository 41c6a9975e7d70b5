"""``--watch``: check again until all is healthy, and say what changed meanwhile."""

import time
from datetime import datetime

from ..fetch_ticket import TicketRefused
from .printing import as_document, as_json, exit_code, known

HEALTHY = 0


def watch(runner, options, say, progress):
    """Check every ``options.watch`` seconds until all addresses are healthy; return 0.

    `say` prints a text, `progress` makes what shows a check's progress.
    """
    before = None
    while True:
        reports = _reports(runner, progress())
        if isinstance(reports, list):
            say(_told(reports, before, options))
            if exit_code(reports) == HEALTHY:
                return HEALTHY
        elif reports != before:
            say(f"{_now()} {reports}")
        before = reports
        time.sleep(options.watch)


def _reports(runner, progress):
    """The reports, or the sentence with which Odoo gave no ticket: it may be restarting."""
    try:
        with progress:
            return runner.reports(progress)
    except TicketRefused as refusal:
        return str(refusal)


def _told(reports, before, options):
    """What is printed after a round: everything at first, then only what changed."""
    if options.json:
        return as_json(reports, options.several, indent=None)
    if not isinstance(before, list):
        return as_document(reports)
    pairs = zip(before, reports, strict=True)
    changes = [line for old, new in pairs for line in changed(old, new)]
    if not changes:
        return ""
    return "\n".join([_now(), *(f"  {line}" for line in changes)])


def changed(old, new):
    """Return a line for each difference between two reports of one address."""
    lines = []
    if old["verdict"] != new["verdict"]:
        verdicts = f"{old['verdict']} → {new['verdict']}"
        lines.append(f"{new['target']['base_url']}: {verdicts}")
    gone, come = known(old), known(new)
    lines += [f"- {title}" for code, title in gone.items() if code not in come]
    lines += [f"+ {title}" for code, title in come.items() if code not in gone]
    return lines


def _now():
    return datetime.now().strftime("%H:%M:%S")

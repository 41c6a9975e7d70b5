"""Real browsers lose their websocket after the same number of seconds."""

from ...judge.ladders import IdleTime
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...words import CUT, WINDOW

#: Fewer are chance: a laptop that is closed cuts a connection as well.
ENOUGH = 5
#: Users who were cut there again and again. One is a notebook or somebody who makes it
#: up, two may share a flat and its router; three and more share Odoo's proxy. Where
#: fewer people work, browsers' word is not enough: the full check measures the timeout.
ENOUGH_USERS = 3
#: Most cuts, not all: people move and networks fail at any second.
SHARE = 0.5


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_read_timeout",
    location="/websocket",
    title=_lt("Something on the way cuts websockets after %(seconds)s seconds"),
    in_order=_lt("Lost connections have no lifetime in common."),
    explanation=_lt(
        "Of %(cuts)s connections that real browsers lost within a day, %(count)s had"
        " lived for %(seconds)s s, and at least %(users)s users met that again and again."
        " Chance has no favourite second: this is a timeout of %(seconds)s s, of nginx"
        " (proxy_read_timeout) or of whatever else stands between browser and Odoo."
    ),
    symptom=_lt(
        "“Real-time connection lost” flashes up again and again; messages arrive late."
    ),
    fix="proxy_read_timeout 720s;",
    # Its witnesses are users of this Odoo, who were logged in.
    of_anybody=True,
    concerns=[IdleTime.COUNTED],
)
def check(browser_lifetimes):
    """Convict when most cuts, of enough users, fall on one second (and the next)."""
    rows = [
        row for row in browser_lifetimes.rows("rows") if row.number("close_code") == CUT
    ]
    windows = [_from(row, rows) for row in rows if _convicts(row)]
    peak = max(windows, key=_total, default=[])
    cuts, count = browser_lifetimes.number("count") or _total(rows), _total(peak)
    if count < ENOUGH or count < cuts * SHARE:
        return None
    begin, users = peak[0].number("seconds"), peak[0].number("users")
    seconds = max(peak, key=lambda row: row.number("count") or 0).number("seconds")
    return evidence(
        browser_lifetimes=f"{count} of {cuts} lost connections lived {begin} to"
        f" {begin + WINDOW - 1} s (users: {users})",
        values={"seconds": seconds, "cuts": cuts, "count": count, "users": users},
    )


def _convicts(row):
    """Whether enough users were cut in the window that begins with this row."""
    return (row.number("seconds") or 0) > 0 and (
        row.number("users") or 0
    ) >= ENOUGH_USERS


def _total(window):
    return sum(row.number("count") or 0 for row in window)


def _from(first, rows):
    """The rows of the window that begins with this one, which comes first."""
    begin = first.number("seconds")
    later = [row for row in rows if 0 < (row.number("seconds") or 0) - begin < WINDOW]
    return [first, *later]

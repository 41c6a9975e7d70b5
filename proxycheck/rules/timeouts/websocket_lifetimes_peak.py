"""Browsers lose their websocket after the same number of seconds."""

from ...judge.actions import put
from ...judge.ladders import IdleTime
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...words import CUT, WINDOW

#: Fewer may be random: a laptop that is closed loses its connection as well.
ENOUGH = 5
#: Users who lost their connection there again and again. One is a notebook or somebody who makes it
#: up, two may share a flat and its router; three and more share Odoo's proxy. Where
#: fewer people work, browsers' word is not enough: the full check measures the timeout.
ENOUGH_USERS = 3
#: Most of them, not all: people move and networks fail at any second.
SHARE = 0.5


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_read_timeout",
    location="/websocket",
    title=_lt("Websockets are closed after %(seconds)s seconds"),
    in_order=_lt("Lost connections have no duration in common."),
    explanation=_lt(
        "Browsers of real users lost %(cuts)s connections within a day. %(count)s of them had"
        " lived for %(seconds)s s, and this happened to at least %(users)s users again and"
        " again. Random disconnects would not cluster at one duration. So this is a timeout of"
        " %(seconds)s s, of nginx (proxy_read_timeout) or of something else between browser"
        " and Odoo."
    ),
    symptom=_lt(
        "“Real-time connection lost” appears again and again, and messages arrive late."
    ),
    actions=[put("proxy_read_timeout 720s;")],
    # Its witnesses are users of this Odoo, who were logged in.
    of_anybody=True,
    concerns=[IdleTime.COUNTED],
)
def check(browser_lifetimes):
    """Return evidence when most lost connections, of enough users, have the same duration."""
    # Long, for the sentences of what was seen stand whole.
    rows = [
        row for row in browser_lifetimes.rows("rows") if row.number("close_code") == CUT
    ]
    windows = [_from(row, rows) for row in rows if _enough(row)]
    peak = max(windows, key=_total, default=[])
    cuts, count = browser_lifetimes.number("count") or _total(rows), _total(peak)
    if count < ENOUGH or count < cuts * SHARE:
        return None
    begin, users = peak[0].number("seconds"), peak[0].number("users")
    seconds = max(peak, key=lambda row: row.number("count") or 0).number("seconds")
    return evidence(
        browser_lifetimes=_lt(
            "%(count)s of %(cuts)s lost connections lived %(begin)s to %(end)s s (users:"
            " %(users)s)"
        ),
        values={
            "begin": begin,
            "end": begin + WINDOW - 1,
            "seconds": seconds,
            "cuts": cuts,
            "count": count,
            "users": users,
        },
    )


def _enough(row):
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

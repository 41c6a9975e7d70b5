"""Real browsers lose their websocket after the same number of seconds."""

from ..rule import Layer, Severity, _lt, evidence, rule
from .read_timeout_too_short import CUTS_SOME, severity_for

#: A connection that ends without a close frame: nobody who speaks websocket ended it.
CUT = 1006
#: Fewer are chance: a laptop that is closed cuts a connection as well.
ENOUGH = 5
#: Most cuts, not all: people move and networks fail at any second.
SHARE = 0.5
#: A timeout of N s counts from the last byte, which may be a second after the first.
WINDOW = 2


@rule(
    needs=["browser.lifetimes"],
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_read_timeout",
    location="/websocket",
    title=_lt("Something on the way cuts websockets after %(seconds)s seconds"),
    in_order=_lt("Lost connections have no lifetime in common."),
    explanation=_lt(
        "Of %(cuts)s connections that real browsers lost within a day, %(count)s had"
        " lived for %(seconds)s s, those of at least %(users)s users. Chance has no"
        " favourite second: this is a timeout of %(seconds)s s, of nginx"
        " (proxy_read_timeout) or of whatever else stands between browser and Odoo."
    ),
    symptom=_lt(
        "“Real-time connection lost” flashes up again and again; messages arrive late."
    ),
    fix="proxy_read_timeout 720s;",
    # Its witnesses are users of this Odoo, who were logged in.
    stranger=True,
)
def check(lifetimes):
    """Convict when most cuts, and enough of them, fall on one second (and the next)."""
    rows = [row for row in lifetimes.rows("rows") if row.number("close_code") == CUT]
    cuts = sum(_count(row) for row in rows)
    windows = {
        row.number("seconds"): _from(row, rows) for row in rows if row.number("seconds")
    }
    seconds = max(
        windows,
        key=lambda second: (sum(map(_count, windows[second])), -second),
        default=None,
    )
    peak = windows.get(seconds, [])
    count = sum(_count(row) for row in peak)
    if seconds is None or count < ENOUGH or count < cuts * SHARE:
        return None
    users = max(row.number("users") or 0 for row in peak)
    return evidence(
        severity_for(seconds) if seconds <= CUTS_SOME else None,
        browser_lifetimes=f"{count} of {cuts} lost connections lived {seconds} to"
        f" {seconds + WINDOW - 1} s (users: {users})",
        values={"seconds": seconds, "cuts": cuts, "count": count, "users": users},
    )


def _count(row):
    return row.number("count") or 0


def _from(first, rows):
    """The rows of the window that begins with this one."""
    begin = first.number("seconds")
    return [
        row for row in rows if begin <= (row.number("seconds") or 0) < begin + WINDOW
    ]

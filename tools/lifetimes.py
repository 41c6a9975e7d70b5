"""Counting how long browsers' websockets lived, without records: what is told, how many.

A bar is one ``(seconds, close code)`` of one address and day. ``marks`` of a bar tell
users apart: each is mapped to how many of that user's connections were counted in it.
"""

from collections import Counter

from odoo.tools import str2bool

from ..proxycheck.words import WINDOW

ENABLED = "proxy_health.lifetimes"  # the system parameter
# A thousand browsers that tell every five minutes are three requests a second.
INTERVAL_SECONDS = 300
# What one browser can have seen in that time: it waits a second before each attempt.
MAX_TOLD = 32
# Whoever is cut after an hour and more is cut by Odoo itself (its keep-alive).
MAX_SECONDS = 7200
# What browsers and Odoo end a websocket with (RFC 6455; bus/websocket.py, CloseCode).
CLOSE_CODES = frozenset([*range(1000, 1016), 4001, 4002, 4003])
# So many users are everybody: the rest need not be told apart.
MAX_USERS = 50
# Of one user, in one bar, a day: more is the same news, and would outvote the others.
MAX_EACH = 10
# Bars of one address and day, at some 200 bytes each; a peak is among the first. What
# comes later is counted at no second, with its close code: 200 + 19 rows at most.
MAX_BARS = 200
NO_SECOND = 0
# Bars that a check takes along: a peak is among the highest, or it is none.
MAX_ROWS = 100


def enabled(env):
    """Say whether browsers are asked at all."""
    return str2bool(env["ir.config_parameter"].sudo().get_param(ENABLED, "True"))


def plausible(told):
    """Return ``{(seconds, close code): count}`` of what a browser may have seen.

    ``told``: anything; what is right is ``[[seconds, close code], …]``.
    """
    rows = told[:MAX_TOLD] if isinstance(told, list) else ()
    pairs = [tuple(one) for one in rows if isinstance(one, list) and len(one) == 2]
    return Counter(pair for pair in pairs if _is_plausible(*pair))


def counted(marks, mark, count):
    """Return the marks with ``count`` more connections of one user, as far as they count.

    As given, where so many users are known already that this one need not be.
    """
    if mark not in marks and len(marks) >= MAX_USERS:
        return marks
    return {**marks, mark: min(marks.get(mark, 0) + count, MAX_EACH)}


def rows(bars):
    """Return the facts of the highest bars, the same second of two dates as one.

    ``[{"seconds", "close_code", "count", "users"}]``
    """
    counts, met = Counter(), {}
    for bar in bars:
        counts[bar.seconds, bar.close_code] += bar.count
        met[bar.date, bar.seconds, bar.close_code] = bar.marks or {}
    dates = set(bars.mapped("date"))
    return [
        {
            "seconds": seconds,
            "close_code": close_code,
            "count": count,
            "users": max(_users(met, date, seconds, close_code) for date in dates),
        }
        for (seconds, close_code), count in counts.most_common(MAX_ROWS)
    ]


def _users(met, date, seconds, close_code):
    """Return how many users met this at least twice that day, in one window.

    Once is what everybody meets who reconnected together and was cut together, as by a
    proxy that restarts twice. Marks of two dates cannot be compared.
    """
    times = Counter()
    for second in range(seconds, seconds + WINDOW):
        times.update(met.get((date, second, close_code), {}))
    return sum(number > 1 for number in times.values())


def _is_plausible(seconds, close_code):
    return (
        type(seconds) is type(close_code) is int
        and 0 <= seconds <= MAX_SECONDS
        and close_code in CLOSE_CODES
    )
